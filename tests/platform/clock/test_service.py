"""Business time is real time, but for the sample operation, which sets its clock and lets it run on."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from handel.platform.clock import service as clock
from handel.platform.clock.models import StoryClock

pytestmark = pytest.mark.django_db
STORY = datetime(2015, 9, 22, 14, 30, tzinfo=UTC)


@pytest.fixture
def sample(settings):
    settings.DEMO = True


@pytest.fixture
def real(settings):
    settings.DEMO = False


def test_a_real_units_clock_cannot_be_set(real):
    with pytest.raises(RuntimeError):
        clock.set_story(STORY)
    assert not StoryClock.objects.exists()


def test_a_clock_left_in_the_database_does_not_count_for_a_real_unit(real, django_assert_num_queries):
    StoryClock.objects.create(story_at=STORY, real_at=timezone.now())
    with django_assert_num_queries(0):
        assert clock.story() is None
        earlier, now, later = timezone.now(), clock.now(), timezone.now()
    assert earlier <= now <= later


def test_time_is_aware_and_in_utc(settings):
    for settings.DEMO in (False, True):
        assert clock.now().utcoffset() == timedelta(0)
    clock.set_story(STORY)
    assert clock.now().utcoffset() == timedelta(0)


def test_without_a_story_the_sample_operation_has_real_time(sample):
    earlier, now = timezone.now(), clock.now()
    assert clock.story() is None
    assert earlier <= now <= timezone.now()


def test_the_story_runs_on_as_real_time_does(sample):
    StoryClock.objects.create(story_at=STORY, real_at=timezone.now() - timedelta(hours=3))
    first = clock.now()
    assert first >= STORY + timedelta(hours=3)
    assert clock.now() > first
    assert first < STORY + timedelta(hours=4)


def test_setting_it_again_moves_it(sample):
    clock.set_story(STORY)
    clock.set_story(STORY + timedelta(days=1))
    assert StoryClock.objects.count() == 1
    assert STORY + timedelta(days=1) <= clock.now() < STORY + timedelta(days=1, hours=1)


def test_there_is_one_clock(sample):
    clock.set_story(STORY)
    with pytest.raises(IntegrityError), transaction.atomic():
        StoryClock.objects.create(id=2, story_at=STORY, real_at=timezone.now())
