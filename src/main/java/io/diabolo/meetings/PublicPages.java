package io.diabolo.meetings;

import static io.diabolo.jooq.Tables.BOOKING_PAGE;

import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.NotAllowed;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The public pages on which a member can be booked: their own, and, where one leads, those of all AEs in turn. */
@Service
class PublicPages {
    /** More are a mistake. */
    private static final int MOST = 20;

    private final DSLContext sql;
    private final PublicKeys keys;

    PublicPages(DSLContext sql, PublicKeys keys) {
        this.sql = sql;
        this.keys = keys;
    }

    /** @param all whether it leads to whichever AE is free */
    record PublicPage(UUID id, String path, MeetingKind kind, boolean all, boolean open) {}

    /** One's own; who leads sees those of all AEs too. */
    @Transactional(readOnly = true)
    public List<PublicPage> of(Actor me) {
        var mine = BOOKING_PAGE.MEMBER_ID.eq(me.member().value());
        return sql.selectFrom(BOOKING_PAGE)
                .where(leads(me) ? mine.or(BOOKING_PAGE.MEMBER_ID.isNull()) : mine)
                .orderBy(BOOKING_PAGE.CREATED_AT)
                .fetch()
                .map(row -> new PublicPage(
                        row.getId(),
                        "/book/" + keys.whole(row.getKey()),
                        MeetingKind.named(row.getKind()).orElseThrow(),
                        row.getMemberId() == null,
                        row.getOpen()));
    }

    static boolean leads(Actor me) {
        return me.administrator() || me.roles().contains("manager");
    }

    /** @param all whether visitors get whichever AE is free @return where it stands */
    @Transactional
    public String open(MeetingKind kind, boolean all, Actor me) {
        me.mayWrite();
        if (all && !leads(me)) {
            throw new NotAllowed("booking-page");
        }
        if (of(me).size() >= MOST) {
            throw new BadInput("kind", "availability.fault.pages", MOST);
        }
        var key = keys.random();
        sql.insertInto(BOOKING_PAGE)
                .set(BOOKING_PAGE.KEY, key)
                .set(BOOKING_PAGE.KIND, kind.id())
                .set(BOOKING_PAGE.MEMBER_ID, all ? null : me.member().value())
                .set(BOOKING_PAGE.MADE_BY, me.member().value())
                .execute();
        return "/book/" + keys.whole(key);
    }

    /** Closes or opens one again; its address stays the same. @throws NoSuchRecord also for another member's */
    @Transactional
    public void set(UUID id, boolean open, Actor me) {
        me.mayWrite();
        if (of(me).stream().noneMatch(page -> page.id().equals(id))) {
            throw new NoSuchRecord("booking_page", id);
        }
        sql.update(BOOKING_PAGE)
                .set(BOOKING_PAGE.OPEN, open)
                .where(BOOKING_PAGE.ID.eq(id))
                .execute();
    }
}
