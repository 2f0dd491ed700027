package io.diabolo.field;

import static io.diabolo.jooq.Tables.COMPANY;
import static io.diabolo.jooq.Tables.MEETING;
import static io.diabolo.jooq.Tables.OPPORTUNITY;
import static io.diabolo.jooq.Tables.PERSON;

import io.diabolo.meetings.MeetingKind;
import io.diabolo.platform.Actor;
import io.diabolo.platform.Money;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Visible;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** A member's own visits of a day, in order. */
@Service
class MyDay {
    private static final int MOST = 50;
    private final DSLContext sql;
    private final RecordTypes types;

    MyDay(DSLContext sql, RecordTypes types) {
        this.sql = sql;
        this.types = types;
    }

    /** Called off ones aren't among them. Reads the index meeting_of_owner. */
    @Transactional(readOnly = true)
    public List<Visit> visits(LocalDate day, Actor me) {
        var zone = me.zone();
        return sql.select(MEETING.fields())
                .select(COMPANY.ID, COMPANY.NAME, COMPANY.PHONE)
                .select(COMPANY.STREET, COMPANY.POSTCODE, COMPANY.CITY, COMPANY.COUNTRY)
                .select(PERSON.ID, PERSON.NAME, PERSON.MOBILE, PERSON.PHONE)
                .select(OPPORTUNITY.ID, OPPORTUNITY.NAME, OPPORTUNITY.STAGE, OPPORTUNITY.NEXT_STEP)
                .select(OPPORTUNITY.AMOUNT_MINOR, OPPORTUNITY.CURRENCY)
                .from(MEETING)
                .leftJoin(COMPANY)
                .on(COMPANY.ID.eq(MEETING.COMPANY_ID))
                .leftJoin(PERSON)
                .on(PERSON.ID.eq(MEETING.PERSON_ID))
                .leftJoin(OPPORTUNITY)
                .on(OPPORTUNITY.ID.eq(MEETING.OPPORTUNITY_ID))
                .and(OPPORTUNITY.DELETED_AT.isNull())
                .and(visible("opportunity", me))
                .where(MEETING.OWNER_ID.eq(me.member().value()))
                .and(MEETING.STARTS_AT.ge(day.atStartOfDay(zone).toInstant().atOffset(ZoneOffset.UTC)))
                .and(MEETING.STARTS_AT.lt(
                        day.plusDays(1).atStartOfDay(zone).toInstant().atOffset(ZoneOffset.UTC)))
                .and(MEETING.KIND.eq(MeetingKind.VISIT.id()))
                .and(MEETING.STATE.ne("cancelled"))
                .and(MEETING.DELETED_AT.isNull())
                .orderBy(MEETING.STARTS_AT, MEETING.ID)
                .limit(MOST)
                .fetch(MyDay::visit);
    }

    private Condition visible(String type, Actor me) {
        return Visible.to(me, types.byId(type).orElseThrow());
    }

    private static Visit visit(Record row) {
        var named = row.get(MEETING.PLACE);
        var place = named != null && !named.isBlank()
                ? new Place(named, null, null, null)
                : new Place(
                        row.get(COMPANY.STREET),
                        row.get(COMPANY.POSTCODE),
                        row.get(COMPANY.CITY),
                        row.get(COMPANY.COUNTRY));
        // Who is met by video has a link there and no place on a map.
        var isLink = place.line().startsWith("http");
        return new Visit(
                row.get(MEETING.ID),
                row.get(MEETING.SUBJECT),
                row.get(MEETING.STATE),
                row.get(MEETING.STARTS_AT).toInstant(),
                row.get(MEETING.ENDS_AT).toInstant(),
                row.get(MEETING.NOTES),
                row.get(MEETING.SAID),
                place.line(),
                isLink ? "" : place.map(),
                row.get(COMPANY.ID) == null
                        ? null
                        : new Visit.Company(row.get(COMPANY.ID), row.get(COMPANY.NAME), row.get(COMPANY.PHONE)),
                row.get(PERSON.ID) == null
                        ? null
                        : new Visit.Person(
                                row.get(PERSON.ID),
                                row.get(PERSON.NAME),
                                row.get(PERSON.MOBILE) == null ? row.get(PERSON.PHONE) : row.get(PERSON.MOBILE)),
                deal(row));
    }

    private static Visit.@Nullable Deal deal(Record row) {
        var amount = row.get(OPPORTUNITY.AMOUNT_MINOR);
        return row.get(OPPORTUNITY.ID) == null
                ? null
                : new Visit.Deal(
                        row.get(OPPORTUNITY.ID),
                        row.get(OPPORTUNITY.NAME),
                        row.get(OPPORTUNITY.STAGE),
                        amount == null ? null : Money.ofMinor(amount, row.get(OPPORTUNITY.CURRENCY)),
                        row.get(OPPORTUNITY.NEXT_STEP));
    }
}
