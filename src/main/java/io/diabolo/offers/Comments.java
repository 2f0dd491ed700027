package io.diabolo.offers;

import static io.diabolo.jooq.Tables.QUOTE_COMMENT;

import io.diabolo.platform.Actor;
import io.diabolo.platform.Announcements;
import io.diabolo.platform.BadInput;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What customer and seller write to each other below a quote. */
@Component
class Comments {
    static final int LONGEST = 4_000;
    private static final int SHOWN = 200;

    private final DSLContext sql;
    private final Quotes quotes;
    private final Announcements announcements;
    private final Clock clock;

    Comments(DSLContext sql, Quotes quotes, Announcements announcements, Clock clock) {
        this.sql = sql;
        this.quotes = quotes;
        this.announcements = announcements;
        this.clock = clock;
    }

    /** @param ours whether the seller wrote it */
    record Comment(UUID id, boolean ours, String author, String body, Instant at) {}

    /** The first to the last. Reads the index quote_comment_of_quote. */
    @Transactional(readOnly = true)
    public List<Comment> of(UUID quote) {
        return sql.selectFrom(QUOTE_COMMENT)
                .where(QUOTE_COMMENT.QUOTE_ID.eq(quote))
                .orderBy(QUOTE_COMMENT.AT, QUOTE_COMMENT.ID)
                .limit(SHOWN)
                .fetch(row -> new Comment(
                        row.getId(),
                        row.getMemberId() != null,
                        row.getAuthor(),
                        row.getBody(),
                        row.getAt().toInstant()));
    }

    /** A member answers; the customer reads it on the page. */
    @Transactional
    public void answer(UUID quote, String words, Actor me) {
        me.mayWrite();
        if (words.isBlank()) {
            throw new BadInput("comment", "quote.public.fault.comment");
        }
        if (quotes.get(quote, me).isDraft()) {
            throw new BadInput("", "quote.fault.unsent");
        }
        add(quote, me.member().value(), me.name(), words);
    }

    @Transactional
    public UUID add(UUID quote, @Nullable UUID member, String author, String words) {
        var id = sql.select(DSL.field("uuidv7()", UUID.class)).fetchSingle().value1();
        sql.insertInto(QUOTE_COMMENT)
                .set(QUOTE_COMMENT.ID, id)
                .set(QUOTE_COMMENT.QUOTE_ID, quote)
                .set(QUOTE_COMMENT.MEMBER_ID, member)
                .set(QUOTE_COMMENT.AUTHOR, Input.words(author, 200))
                .set(QUOTE_COMMENT.BODY, Input.words(words, LONGEST))
                .set(QUOTE_COMMENT.AT, QuoteStore.utc(clock.instant()))
                .execute();
        announcements.changed("quote-" + quote);
        return id;
    }
}
