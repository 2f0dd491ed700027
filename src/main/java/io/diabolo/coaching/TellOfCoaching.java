package io.diabolo.coaching;

import io.diabolo.mentions.Mentions;
import io.diabolo.mentions.Mentions.Place;
import io.diabolo.notifications.Notice;
import io.diabolo.notifications.NotificationKind;
import io.diabolo.notifications.Notifications;
import io.diabolo.platform.Actor;
import io.diabolo.platform.MemberId;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The member is told that a note was shared with them; whoever it names is told if they may read it. */
@Component
class TellOfCoaching {
    private final CoachingRights rights;
    private final Mentions mentions;
    private final Notifications notifications;
    private final Clock clock;

    TellOfCoaching(CoachingRights rights, Mentions mentions, Notifications notifications, Clock clock) {
        this.rights = rights;
        this.mentions = mentions;
        this.notifications = notifications;
        this.clock = clock;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void shared(UUID note, MemberId member, Actor me) {
        notifications.tell(
                new Notice(
                        NotificationKind.COACHING_SHARED,
                        "coaching-shared/" + note,
                        "",
                        "member",
                        member.value(),
                        me.member(),
                        null,
                        path(note, member),
                        clock.instant()),
                List.of(member));
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void named(UUID note, MemberId member, String body, boolean shared, Actor me) {
        mentions.keep(
                new Mentions.Written(CoachingNotes.TEXT, note, body, null),
                reader -> rights.maySee(member, shared, reader)
                        ? new Place("member", member.value(), path(note, member))
                        : null,
                me);
    }

    private static String path(UUID note, MemberId member) {
        return "/coaching/" + member + "#note-" + note;
    }
}
