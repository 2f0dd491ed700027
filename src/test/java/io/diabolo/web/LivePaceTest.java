package io.diabolo.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.diabolo.platform.Announcements.Announcement;
import io.diabolo.platform.WorkspaceId;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Pages are told at once, unless so many look that asking again would leave the server no time. */
class LivePaceTest {
    private static final Announcement LEADS = new Announcement(new WorkspaceId(new UUID(0, 1)), "lead");
    private static final Announcement DEALS = new Announcement(new WorkspaceId(new UUID(0, 1)), "opportunity");

    @Test
    void few_pages_are_told_of_every_round() {
        var pace = new LivePace();
        assertThat(pace.after(LEADS, 3, 3, 1_000)).isZero();
        assertThat(pace.after(LEADS, 3, 3, 1_200)).isZero();
        assertThat(pace.after(LEADS, 50, 50, 1_500)).isZero();
    }

    @Test
    void many_are_told_at_once_and_then_of_all_that_came_since() {
        var pace = new LivePace();
        assertThat(pace.after(LEADS, 100, 100, 1_000)).isZero();
        assertThat(pace.after(LEADS, 100, 100, 1_200)).isEqualTo(1_000);
        assertThat(pace.after(LEADS, 100, 100, 1_400)).isEqualTo(LivePace.COMING);
        assertThat(pace.after(DEALS, 100, 100, 1_400)).isZero();
        pace.told(LEADS, 2_200);
        assertThat(pace.after(LEADS, 100, 100, 2_300)).isEqualTo(1_100);
        pace.told(LEADS, 3_400);
        assertThat(pace.after(LEADS, 100, 100, 20_000)).isZero();
    }

    @Test
    void few_among_many_give_way_to_them() {
        var pace = new LivePace();
        assertThat(pace.after(LEADS, 50, 500, 1_000)).isZero();
        assertThat(pace.after(LEADS, 50, 500, 1_001)).isEqualTo(2_999);
    }

    @Test
    void nobody_waits_longer_than_half_a_minute() {
        var pace = new LivePace();
        assertThat(pace.after(LEADS, 10_000, 10_000, 1_000)).isZero();
        assertThat(pace.after(LEADS, 10_000, 10_000, 1_001)).isEqualTo(29_999);
    }
}
