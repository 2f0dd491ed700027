package io.diabolo.directory;

import static io.diabolo.jooq.Tables.COMPANY;
import static io.diabolo.jooq.Tables.PERSON;
import static org.jooq.impl.DSL.select;

import io.diabolo.platform.Actor;
import io.diabolo.platform.Workspaces;
import io.diabolo.records.Draft;
import io.diabolo.records.Visible;
import io.diabolo.records.Written;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record1;
import org.jooq.Select;
import org.springframework.stereotype.Component;

/** What holds for a person's values, and the history of where they worked. */
@Component
class PersonRules {
    private final DSLContext sql;
    private final Workspaces workspaces;
    private final ErasedContacts erased;
    private final Clock clock;

    PersonRules(DSLContext sql, Workspaces workspaces, ErasedContacts erased, Clock clock) {
        this.sql = sql;
        this.erased = erased;
        this.workspaces = workspaces;
        this.clock = clock;
    }

    void apply(Draft draft, Actor me) {
        if (draft.text("first_name") == null
                && draft.text("last_name") == null
                && draft.text("email") == null
                && draft.text("external_id") == null) {
            draft.fault("last_name", "directory.fault.person");
        }
        var country = draft.text("country");
        var region = country == null ? workspaces.settings().country() : country;
        ContactRules.email(draft, "email");
        ContactRules.phone(draft, "phone", region);
        ContactRules.phone(draft, "mobile", region);
        for (var contact : new String[] {"email", "phone", "mobile"}) {
            if (draft.gives(contact) && erased.knows(draft.text(contact))) {
                draft.fault(contact, "directory.fault.erased");
            }
        }
        if (draft.gives("consumer") && draft.value("consumer") == null) {
            draft.set("consumer", false);
        }
        employer(draft, me);
        consent(draft, me);
    }

    /** Whoever writes from a company's own domain works there, when only one company that one may see has it. */
    private void employer(Draft draft, Actor me) {
        var email = draft.text("email");
        if (!draft.isNew() || draft.gives("company") || email == null) {
            return;
        }
        Domain.of(email).ifPresent(domain -> {
            var found = sql.select(COMPANY.ID)
                    .from(COMPANY)
                    .where(COMPANY.DOMAIN.eq(domain.text()))
                    .and(COMPANY.DELETED_AT.isNull())
                    .and(Visible.to(me, List.of(COMPANY.OWNER_ID)))
                    .limit(2)
                    .fetch(COMPANY.ID);
            if (found.size() == 1) {
                draft.set("company", found.getFirst());
            }
        });
    }

    private void consent(Draft draft, Actor me) {
        if (!draft.gives("consent")) {
            return;
        }
        if (draft.value("consent") == null) {
            draft.set("consent", "unknown");
        }
        draft.setColumn("consent_source", me.origin().id());
        draft.setColumn("consent_at", clock.instant().atOffset(ZoneOffset.UTC));
    }

    /** A change of company ends one position and begins another. */
    void written(Written written) {
        if (!written.changed().contains("company")) {
            return;
        }
        var today = LocalDate.ofInstant(clock.instant(), workspaces.settings().zone());
        Select<Record1<UUID>> ids = select(PERSON.ID).from(PERSON).where(PERSON.ID.in(written.ids()));
        sql.execute("""
            update person_position set ended_on = {0}::date
            from person
            where person.id = person_position.person_id and person.id in ({1}) and person_position.ended_on is null
              and person_position.company_id is distinct from person.company_id
            """, org.jooq.impl.DSL.val(today), ids);
        sql.execute(
                """
                insert into person_position (person_id, company_id, title, started_on, created_in)
                select person.id, person.company_id, person.title, {0}::date, {2}
                from person
                where person.id in ({1}) and person.company_id is not null and not exists (
                    select from person_position open
                    where open.person_id = person.id and open.company_id = person.company_id and open.ended_on is null)
                """,
                org.jooq.impl.DSL.val(written.created() ? null : today),
                ids,
                org.jooq.impl.DSL.val(written.changeSet()));
    }
}
