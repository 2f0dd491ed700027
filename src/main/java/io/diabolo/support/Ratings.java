package io.diabolo.support;

import static io.diabolo.jooq.Tables.SUPPORT_LINK;
import static io.diabolo.jooq.Tables.TICKET;

import io.diabolo.platform.Actor;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.Texts;
import io.diabolo.records.ChangeSets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What customers say of an answer, from 1 to 5: asked once a ticket, and nobody more than once a week. */
@Service
class Ratings implements RatingSource {
    private static final Duration QUIET = Duration.ofDays(7);
    private static final Duration GOOD_FOR = Duration.ofDays(90);
    private static final int LONGEST = 2_000;
    private final DSLContext sql;
    private final SupportSettings settings;
    private final SupportMails mails;
    private final SupportAddress address;
    private final TicketStore store;
    private final Conversation conversation;
    private final ChangeSets changeSets;
    private final ObjectProvider<RatingSource> others;
    private final Texts texts;
    private final Clock clock;

    Ratings(
            DSLContext sql,
            SupportSettings settings,
            SupportMails mails,
            SupportAddress address,
            TicketStore store,
            Conversation conversation,
            ChangeSets changeSets,
            ObjectProvider<RatingSource> others,
            Texts texts,
            Clock clock) {
        this.sql = sql;
        this.settings = settings;
        this.mails = mails;
        this.address = address;
        this.store = store;
        this.conversation = conversation;
        this.changeSets = changeSets;
        this.others = others;
        this.texts = texts;
        this.clock = clock;
    }

    /** Asks how it was, where it may be asked. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void ask(Ticket ticket, Actor me) {
        var to = ticket.email();
        var site = address.mailed();
        if (to == null || site == null || !settings.get().rates() || isAskedEnough(ticket, to)) {
            return;
        }
        var link = SupportLink.secret(me.workspace());
        if (mails.askRating(ticket, site + "/ratings/" + link.text(), me) == null) {
            return;
        }
        sql.insertInto(SUPPORT_LINK)
                .set(SUPPORT_LINK.HASH, link.hash())
                .set(SUPPORT_LINK.KIND, "rating")
                .set(SUPPORT_LINK.ADDRESS, to)
                .set(SUPPORT_LINK.TICKET_ID, ticket.id())
                .set(SUPPORT_LINK.CREATED_AT, now())
                .set(SUPPORT_LINK.EXPIRES_AT, now().plus(GOOD_FOR))
                .execute();
        sql.update(TICKET)
                .set(TICKET.RATING_ASKED_AT, now())
                .where(TICKET.ID.eq(ticket.id()))
                .execute();
    }

    private boolean isAskedEnough(Ticket ticket, String to) {
        return sql.fetchExists(
                        SUPPORT_LINK,
                        SUPPORT_LINK.KIND.eq("rating"),
                        SUPPORT_LINK.ADDRESS.eq(to),
                        SUPPORT_LINK.TICKET_ID.eq(ticket.id()))
                || others.stream()
                        .anyMatch(one -> one.hasAsked(to, clock.instant().minus(QUIET)));
    }

    /** Reads the index support_link_address. */
    @Override
    @Transactional(readOnly = true)
    public boolean hasAsked(String address, Instant since) {
        return sql.fetchExists(
                SUPPORT_LINK,
                SUPPORT_LINK.KIND.eq("rating"),
                SUPPORT_LINK.ADDRESS.eq(address),
                SUPPORT_LINK.CREATED_AT.gt(since.atOffset(ZoneOffset.UTC)));
    }

    @Override
    @Transactional(readOnly = true)
    public @Nullable Rating asked(SupportLink link, Locale locale) {
        var ticket = find(link);
        if (ticket == null) {
            return null;
        }
        var score = ticket.csat();
        return new Rating(
                texts.text(locale, "rating.title"),
                texts.text(locale, "rating.about", ticket.subject()),
                texts.text(locale, "rating.score"),
                IntStream.rangeClosed(1, 5)
                        .mapToObj(one -> new Rating.Score(one, texts.text(locale, "rating.score." + one)))
                        .toList(),
                score == null ? null : score.intValue(),
                Objects.requireNonNullElse(ticket.csatComment(), ""),
                true);
    }

    private @Nullable Ticket find(SupportLink link) {
        var ticket = sql.select(SUPPORT_LINK.TICKET_ID)
                .from(SUPPORT_LINK)
                .where(SUPPORT_LINK.HASH.eq(link.hash()))
                .and(SUPPORT_LINK.KIND.eq("rating"))
                .and(SUPPORT_LINK.EXPIRES_AT.gt(now()))
                .fetchOne(SUPPORT_LINK.TICKET_ID);
        return ticket == null ? null : store.find(ticket);
    }

    /** Answered twice is one answer: the later word counts. */
    @Override
    @Transactional
    public void answer(SupportLink link, int score, String comment) {
        var found = find(link);
        if (found == null) {
            throw new NoSuchRecord("rating", "unknown");
        }
        var ticket = store.lock(found.id());
        var me = settings.responsible(link.workspace());
        var said = comment.replace("\0", "").strip();
        var words = said.substring(0, Math.min(LONGEST, said.length()));
        var again = ticket.csat() != null;
        if (again
                && Objects.equals(ticket.csat(), score)
                && words.equals(Objects.requireNonNullElse(ticket.csatComment(), ""))) {
            return;
        }
        var changeSet = changeSets.open(me, "ticket.updated", ticket.subject());
        store.change(ticket.id(), changeSet, row -> {
            row.setCsat((short) score);
            row.setCsatComment(words.isEmpty() ? null : words);
            row.setCsatAt(row.getCsatAt() == null ? now() : row.getCsatAt());
        });
        if (!again) {
            conversation.step(ticket.id(), "ticket.step.rated", List.of(String.valueOf(score), words), changeSet, me);
        }
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
