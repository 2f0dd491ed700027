package io.diabolo.support;

import static io.diabolo.jooq.Tables.PERSON;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;

import io.diabolo.directory.Companies;
import io.diabolo.directory.Domain;
import io.diabolo.jooq.tables.records.PersonRecord;
import io.diabolo.jooq.tables.records.TicketRecord;
import io.diabolo.platform.Actor;
import io.diabolo.records.ChangeSets;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.RecordsBatch;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Tickets that have just come, written together: whose they are, what is promised, and that they can be found. */
@Component
class WriteTickets {
    private final DSLContext sql;
    private final SlaClocks clocks;
    private final ChangeSets changeSets;
    /** Later: companies are records themselves, and the records know all types. */
    private final ObjectProvider<Companies> companies;

    private final ObjectProvider<RecordsBatch> batch;
    private final ObjectProvider<RecordTypes> types;

    WriteTickets(
            DSLContext sql,
            SlaClocks clocks,
            ChangeSets changeSets,
            ObjectProvider<Companies> companies,
            ObjectProvider<RecordsBatch> batch,
            ObjectProvider<RecordTypes> types) {
        this.sql = sql;
        this.clocks = clocks;
        this.changeSets = changeSets;
        this.companies = companies;
        this.batch = batch;
        this.types = types;
    }

    /** Fills in what is known of who asks. In the caller's transaction; what was said in them the caller writes. */
    void write(Collection<TicketRecord> rows, UUID changeSet, Actor me) {
        requesters(rows, me);
        var ids = sql.fetchValues("select uuidv7() from generate_series(1, ?)", rows.size());
        var at = 0;
        for (var row : rows) {
            row.setId((UUID) ids.get(at++));
            row.setCreatedIn(changeSet);
        }
        // The clocks refer to the tickets by no key, so that what they say stands on the tickets from the beginning.
        clocks.begin(rows, changeSet);
        sql.batchInsert(rows).execute();
        var all = rows.stream().map(TicketRecord::getId).toArray(UUID[]::new);
        changeSets.createdAll(changeSet, "ticket", List.of(all));
        batch.getObject()
                .indexed(
                        types.getObject().byId("ticket").orElseThrow(),
                        // As an array: the planner knows how many they are, while what has just come looks to it like
                        // one
                        // row.
                        select(field("i", UUID.class)).from("unnest({0}) as i", val(all)));
    }

    /** For all at once: by the address the person, by the person or the domain the company. */
    private void requesters(Collection<TicketRecord> rows, Actor me) {
        var emails = rows.stream()
                .map(TicketRecord::getRequesterEmail)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        var people = new HashMap<String, PersonRecord>();
        sql.selectFrom(PERSON)
                .where(PERSON.EMAIL.in(emails))
                .and(PERSON.DELETED_AT.isNull())
                .orderBy(PERSON.CREATED_AT)
                .forEach(person -> people.putIfAbsent(person.getEmail(), person));
        var domains = new HashMap<String, Optional<UUID>>();
        for (var row : rows) {
            var email = row.getRequesterEmail();
            var person = email == null ? null : people.get(email);
            if (person != null) {
                row.setPersonId(person.getId());
                row.setCompanyId(person.getCompanyId());
                if (row.getRequesterName() == null) {
                    row.setRequesterName(person.getName());
                }
                if (row.getLanguage() == null) {
                    row.setLanguage(TicketRules.language(person.getLanguage()));
                }
            }
            var domain = email == null ? null : Domain.of(email).orElse(null);
            if (row.getCompanyId() == null && domain != null) {
                row.setCompanyId(domains.computeIfAbsent(
                                domain.text(),
                                _ -> Optional.ofNullable(companies.getObject().find(null, domain, me)))
                        .orElse(null));
            }
        }
    }
}
