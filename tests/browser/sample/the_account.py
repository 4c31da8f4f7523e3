"""The end of the thread, and its beginning again: the public account, and what it brings in."""

from tests.browser.sample.browsing import Browsing

WORDS = (
    "We listened to the people who live here and to what they told us. Thank you to everybody who came forward. "
    "We are not complacent."
)


def write_release(writer: Browsing, quoted: Browsing, name: str) -> str:
    """The release drafted from facts, with words of the inspector that only she can approve. Returns its reference."""
    writer.open("/publicity/")
    writer.follow("Start a release")
    writer.answer("Which operation is it about?", name)
    writer.press("Start the release")
    writer.reads("Release started", "one arrest", "£450")
    release = writer.reference
    writer.follow("Propose a quotation")
    writer.answer("Words to quote", WORDS)
    writer.answer("Who says this?", "Georgia Storey")
    writer.press("Propose")
    writer.reads("Quotation proposed")
    writer.open(f"/publicity/{release}/quotation/approve/")
    writer.press("Approve these words")
    writer.is_refused("Media APP")
    quoted.open(f"/publicity/{release}/")
    quoted.follow("Approve your words")
    quoted.reads(WORDS)
    quoted.press("Approve these words")
    quoted.reads("Your words are approved")
    return release


def publish(writer: Browsing, second: Browsing, release: str) -> None:
    """Approved by a second person, not by who wrote it; then published."""
    writer.open(f"/publicity/{release}/approve/")
    writer.press("Approve it as it reads here")
    writer.is_refused("Media APP")
    second.open(f"/publicity/{release}/")
    second.follow("Approve")
    second.press("Approve it as it reads here")
    second.reads("Release approved")
    writer.open(f"/publicity/{release}/")
    writer.follow("Publish")
    writer.press("Publish")
    writer.reads("Release published")


def read_the_news(visitor: Browsing) -> str:
    """The newest release on the public site, with its figures; returns the name of its page."""
    visitor.open("/")
    visitor.go(visitor.page.locator("main a[href^='/news/']").first)
    visitor.reads(
        "Seven officers, from units including the Exhibits and forensic team",
        "in dawn raids on Wednesday 23 September 2015",
        "one search warrant",
        "one arrest",
        "on suspicion of supply of class A drugs",
        "£450",
        "what is believed to be crack cocaine",
        "One person remains in custody at a central London police station",
        WORDS,
        "0800 555 111",
    )
    return str(visitor.page.url.rsplit("/", 1)[-1])
