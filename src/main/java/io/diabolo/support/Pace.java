package io.diabolo.support;

import static io.diabolo.jooq.Tables.TICKET_MESSAGE;

import io.diabolo.clocks.Calendars;
import io.diabolo.platform.MemberId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.OptionalDouble;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/**
 * How fast tickets are answered, from what was answered lately: by it a queue sees a breach before it comes. Working minutes
 * of two weeks over the answers given in them; too few answers foresee nothing.
 */
@Component
class Pace {
    private static final Duration LATELY = Duration.ofDays(14);
    private static final int ENOUGH = 5;
    private final DSLContext sql;
    private final Calendars calendars;

    Pace(DSLContext sql, Calendars calendars) {
        this.sql = sql;
        this.calendars = calendars;
    }

    /** Working minutes from one answer to the next, of all of them together. Reads the index ticket_message_replies. */
    OptionalDouble minutes(Collection<MemberId> agents, Instant now) {
        if (agents.isEmpty()) {
            return OptionalDouble.empty();
        }
        var from = now.minus(LATELY);
        var replies = sql.fetchCount(
                TICKET_MESSAGE,
                TICKET_MESSAGE.KIND.eq(Message.Kind.REPLY.id()),
                TICKET_MESSAGE.MEMBER_ID.in(agents.stream().map(MemberId::value).toList()),
                TICKET_MESSAGE.AT.between(from.atOffset(ZoneOffset.UTC), now.atOffset(ZoneOffset.UTC)));
        if (replies < ENOUGH) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(
                (double) calendars.ofWorkspace().workingBetween(from, now).toMinutes() / replies);
    }

    /** When the one at this place of a queue, counted from 0, is answered at that pace. */
    Instant answered(int place, double minutes, Instant now) {
        return calendars.ofWorkspace().due(now, Duration.ofSeconds(Math.round((place + 1) * minutes * 60)));
    }
}
