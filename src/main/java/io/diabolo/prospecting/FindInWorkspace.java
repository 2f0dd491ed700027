package io.diabolo.prospecting;

import static io.diabolo.jooq.Tables.COMPANY;
import static io.diabolo.jooq.Tables.PERSON;

import io.diabolo.directory.Domain;
import io.diabolo.directory.NafLabels;
import io.diabolo.directory.Siren;
import io.diabolo.platform.Actor;
import io.diabolo.prospecting.Finding.Source;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Visible;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** What follows from what the workspace knows: the record itself, others of its domain, its own people. */
@Component
@Order(20)
class FindInWorkspace implements Finder {
    private static final int CERTAIN = 100;
    private static final int AGREED = 90;
    private static final int ALIKE = 80;
    private static final int SINGLE = 70;
    private static final int LOOKED_AT = 200;
    private static final Map<String, Field<String>> SHARED =
            Map.of("industry", COMPANY.INDUSTRY, "website", COMPANY.WEBSITE, "country", COMPANY.COUNTRY);

    private final DSLContext sql;
    private final RecordTypes types;
    private final NafLabels naf;

    FindInWorkspace(DSLContext sql, RecordTypes types, NafLabels naf) {
        this.sql = sql;
        this.types = types;
        this.naf = naf;
    }

    @Override
    public List<Finding> find(Subject subject, Actor me) {
        return subject.isCompany() ? company(subject, me) : person(subject, me);
    }

    private List<Finding> company(Subject subject, Actor me) {
        var found = new ArrayList<Finding>();
        derived(subject, found);
        var domain = subject.value("domain");
        if (domain == null) {
            domain(subject, me).ifPresent(found::add);
        } else {
            ofDomain(subject, domain, me, found);
        }
        return found;
    }

    /** What one field says of another. */
    private void derived(Subject subject, List<Finding> found) {
        var siren = subject.value("siren");
        if (siren != null && subject.lacks("vat_number")) {
            Siren.of(siren).ifPresent(right -> found.add(own("vat_number", right.vatNumber(), siren)));
        }
        var code = subject.value("naf");
        if (code != null && subject.lacks("industry")) {
            Optional.ofNullable(naf.label(code)).ifPresent(label -> found.add(own("industry", label, code)));
        }
        var postcode = subject.value("postcode");
        var country = subject.value("country");
        if (postcode != null && subject.lacks("region") && (siren != null || "FR".equals(country))) {
            FrenchRegions.of(postcode).ifPresent(region -> found.add(own("region", region, postcode)));
        }
    }

    private static Finding own(String field, String value, String from) {
        return new Finding(field, value, Source.WORKSPACE, from, CERTAIN);
    }

    /** The domain from which its people write, where all of them whom the member sees do. */
    private Optional<Finding> domain(Subject subject, Actor me) {
        var domains = sql
                .select(PERSON.EMAIL)
                .from(PERSON)
                .where(PERSON.COMPANY_ID.eq(subject.id()))
                .and(PERSON.EMAIL.isNotNull())
                .and(PERSON.DELETED_AT.isNull())
                .and(Visible.to(me, types.byId("person").orElseThrow()))
                .limit(LOOKED_AT)
                .fetch(PERSON.EMAIL)
                .stream()
                .flatMap(email -> Domain.of(email).stream())
                .collect(Collectors.groupingBy(Domain::text, Collectors.counting()));
        if (domains.size() != 1) {
            return Optional.empty();
        }
        var only = domains.entrySet().iterator().next();
        return Optional.of(new Finding(
                "domain", only.getKey(), Source.WORKSPACE, "@" + only.getKey(), only.getValue() > 1 ? AGREED : SINGLE));
    }

    private void ofDomain(Subject subject, String domain, Actor me, List<Finding> found) {
        sql.selectFrom(COMPANY)
                .where(COMPANY.DOMAIN.eq(domain))
                .and(COMPANY.ID.ne(subject.id()))
                .and(COMPANY.DELETED_AT.isNull())
                .and(Visible.to(me, types.byId("company").orElseThrow()))
                .orderBy(COMPANY.CREATED_AT)
                .limit(5)
                .forEach(other -> SHARED.forEach((field, column) -> {
                    var value = other.get(column);
                    var known = found.stream().anyMatch(one -> one.field().equals(field));
                    if (value != null && subject.lacks(field) && !known) {
                        found.add(new Finding(field, value, Source.WORKSPACE, other.getName(), ALIKE));
                    }
                }));
    }

    private List<Finding> person(Subject subject, Actor me) {
        var found = new ArrayList<Finding>();
        var company = subject.value("company");
        var email = subject.value("email");
        if (company == null && email != null) {
            Domain.of(email).ifPresent(domain -> employer(domain, me).ifPresent(found::add));
        }
        if (company != null && subject.lacks("country")) {
            var country = sql.select(COMPANY.COUNTRY, COMPANY.NAME)
                    .from(COMPANY)
                    .where(COMPANY.ID.eq(UUID.fromString(company)))
                    .and(COMPANY.COUNTRY.isNotNull())
                    .fetchOne();
            if (country != null) {
                found.add(new Finding("country", country.value1(), Source.WORKSPACE, country.value2(), SINGLE));
            }
        }
        return found;
    }

    /** The one company of the address's own domain. */
    private Optional<Finding> employer(Domain domain, Actor me) {
        var there = sql.select(COMPANY.ID, COMPANY.NAME)
                .from(COMPANY)
                .where(COMPANY.DOMAIN.eq(domain.text()))
                .and(COMPANY.DELETED_AT.isNull())
                .and(Visible.to(me, types.byId("company").orElseThrow()))
                .limit(2)
                .fetch();
        return there.size() == 1
                ? Optional.of(new Finding(
                        "company",
                        there.getFirst().value1().toString(),
                        Source.WORKSPACE,
                        there.getFirst().value2(),
                        AGREED))
                : Optional.empty();
    }
}
