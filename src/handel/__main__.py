import sys

from handel.cli import main

sys.exit(main())
