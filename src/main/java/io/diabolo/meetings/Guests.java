package io.diabolo.meetings;

import static io.diabolo.jooq.Tables.COMPANY;
import static io.diabolo.jooq.Tables.LEAD;
import static io.diabolo.jooq.Tables.PERSON;

import io.diabolo.directory.People;
import io.diabolo.directory.PhoneNumbers;
import io.diabolo.platform.Actor;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.Workspaces;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Whom a guest is in the directory: the person and the lead that is worked on, or new ones. */
@Component
class Guests {
    /** As long as a sale may come of it, a guest comes back to the same pursuit. */
    private static final List<String> OPEN = List.of("market", "lead", "qualified", "discovery", "proposal", "closing");

    private final DSLContext sql;
    private final People people;
    private final Records records;
    private final RecordTypes types;
    private final Workspaces workspaces;

    Guests(DSLContext sql, People people, Records records, RecordTypes types, Workspaces workspaces) {
        this.sql = sql;
        this.people = people;
        this.records = records;
        this.types = types;
        this.workspaces = workspaces;
    }

    /** @param lead null where no sale begins with the meeting, and none is under way */
    record Known(@Nullable UUID person, @Nullable UUID lead) {}

    /** @param owner who takes a new lead; null lets the rules decide */
    Known of(Guest guest, MeetingKind kind, @Nullable MemberId owner, UUID changeSet, Actor me) {
        var lead = lead(guest.email());
        if (lead != null) {
            return new Known(null, lead);
        }
        if (!kind.opensSale()) {
            var sketch = new People.Sketch(
                    blankToNull(guest.firstName()), guest.lastName(), guest.email(), phone(guest), null, null);
            return new Known(people.findOrCreate(sketch, changeSet, me), null);
        }
        var input = new HashMap<String, @Nullable Object>();
        input.put("first_name", blankToNull(guest.firstName()));
        input.put("last_name", guest.lastName());
        input.put("email", guest.email());
        input.put("phone", phone(guest));
        input.put("company", isClear(guest.company()) ? guest.company() : null);
        input.put("channel", "inbound");
        input.put("source", "booking");
        if (owner != null) {
            input.put("owner", owner.toString());
        }
        return new Known(null, records.createAlong(types.byId("lead").orElseThrow(), input, changeSet, me));
    }

    /** The newest that is open. Reads person_email and lead_of_person. */
    private @Nullable UUID lead(String email) {
        return sql.select(LEAD.ID)
                .from(LEAD)
                .join(PERSON)
                .on(PERSON.WORKSPACE_ID.eq(LEAD.WORKSPACE_ID))
                .and(PERSON.ID.eq(LEAD.PERSON_ID))
                .where(PERSON.EMAIL.eq(email))
                .and(PERSON.DELETED_AT.isNull())
                .and(LEAD.DELETED_AT.isNull())
                .and(LEAD.STAGE.in(OPEN))
                .orderBy(LEAD.CREATED_AT.desc())
                .limit(1)
                .fetchOne(LEAD.ID);
    }

    private @Nullable String phone(Guest guest) {
        return PhoneNumbers.e164(guest.phone(), workspaces.settings().country()).orElse(null);
    }

    /** A name that several companies bear is left to who qualifies the lead. */
    private boolean isClear(String company) {
        if (company.isBlank() || company.matches("[0-9a-fA-F-]{36}") || company.contains(":")) {
            return false;
        }
        var same = DSL.condition("{0} = fold({1})", COMPANY.NAME_KEY, DSL.val(company.strip()));
        return sql.fetchCount(COMPANY, COMPANY.DELETED_AT.isNull().and(same)) < 2;
    }

    private static @Nullable String blankToNull(String text) {
        return text.isBlank() ? null : text.strip();
    }
}
