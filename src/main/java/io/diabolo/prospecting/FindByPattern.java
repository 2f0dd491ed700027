package io.diabolo.prospecting;

import static io.diabolo.jooq.Tables.COMPANY;
import static io.diabolo.jooq.Tables.PERSON;

import io.diabolo.directory.Domain;
import io.diabolo.platform.Actor;
import io.diabolo.prospecting.Finding.Source;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Visible;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * A person's address as their company writes addresses, learned from those of the domain that are known; never of a domain
 * where anybody gets a mailbox. It is a guess, and stays one until a member says that it is right.
 */
@Component
@Order(30)
class FindByPattern implements Finder {
    private static final int LOOKED_AT = 500;
    private final DSLContext sql;
    private final RecordTypes types;

    FindByPattern(DSLContext sql, RecordTypes types) {
        this.sql = sql;
        this.types = types;
    }

    @Override
    public List<Finding> find(Subject subject, Actor me) {
        var company = subject.value("company");
        var first = subject.value("first_name");
        var last = subject.value("last_name");
        if (subject.isCompany() || !subject.lacks("email") || company == null || first == null || last == null) {
            return List.of();
        }
        var written = sql.select(COMPANY.DOMAIN)
                .from(COMPANY)
                .where(COMPANY.ID.eq(UUID.fromString(company)))
                .fetchOne(COMPANY.DOMAIN);
        var domain = written == null ? null : Domain.of(written).orElse(null);
        if (domain == null) {
            return List.of();
        }
        return EmailPattern.of(known(domain.text(), me))
                .flatMap(learned -> learned.pattern()
                        .address(first, last, domain.text())
                        .filter(address -> !sql.fetchExists(PERSON, PERSON.EMAIL.eq(address)))
                        .map(address -> new Finding(
                                "email",
                                address,
                                Source.PATTERN,
                                learned.pattern().written() + "@" + domain.text() + " (" + learned.of() + ")",
                                learned.confidence())))
                .stream()
                .toList();
    }

    /** Addresses of the people whom the member sees at companies of this domain. Reads company_domain, then person_of_company. */
    private List<EmailPattern.Known> known(String domain, Actor me) {
        return sql.select(PERSON.FIRST_NAME, PERSON.LAST_NAME, PERSON.EMAIL)
                .from(COMPANY)
                .join(PERSON)
                .on(PERSON.WORKSPACE_ID.eq(COMPANY.WORKSPACE_ID))
                .and(PERSON.COMPANY_ID.eq(COMPANY.ID))
                .where(COMPANY.DOMAIN.eq(domain))
                .and(PERSON.EMAIL.like("%@" + domain))
                .and(PERSON.FIRST_NAME.isNotNull())
                .and(PERSON.LAST_NAME.isNotNull())
                .and(PERSON.DELETED_AT.isNull())
                .and(Visible.to(me, types.byId("person").orElseThrow()))
                .limit(LOOKED_AT)
                .fetch(row -> new EmailPattern.Known(row.value1(), row.value2(), row.value3()));
    }
}
