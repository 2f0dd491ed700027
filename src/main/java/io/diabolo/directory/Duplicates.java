package io.diabolo.directory;

import static io.diabolo.jooq.Tables.COMPANY;
import static io.diabolo.jooq.Tables.PERSON;

import io.diabolo.platform.Actor;
import io.diabolo.platform.Workspaces;
import io.diabolo.records.Lookalikes;
import io.diabolo.records.RecordRow;
import io.diabolo.records.RecordType;
import io.diabolo.records.Visible;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Other records that may be the same company or person, judged in this order: external id, SIREN, e-mail, own domain,
 * phone, name with postcode. The first that finds somebody decides; two candidates are both shown.
 */
@Service
public class Duplicates implements Lookalikes {
    /** The id of a record that isn't there yet. */
    private static final UUID NOBODY = new UUID(0, 0);

    private final DSLContext sql;
    private final Workspaces workspaces;

    Duplicates(DSLContext sql, Workspaces workspaces) {
        this.sql = sql;
        this.workspaces = workspaces;
    }

    /** The likely twins of a company or person that the actor may see; none for other types. */
    @Transactional(readOnly = true)
    public List<RecordBeside.Line> of(String type, RecordRow row, Actor me) {
        return switch (type) {
            case "company" -> first(ofCompany(row), "company", "companies", row.id(), me);
            case "person" -> first(ofPerson(row), "person", "people", row.id(), me);
            default -> List.of();
        };
    }

    /** The same before a record is made, from what was typed; a name alone is enough to ask. */
    @Override
    @Transactional(readOnly = true)
    public List<Lookalike> of(RecordType type, Map<String, String> given, Actor me) {
        var values = new HashMap<String, @Nullable Object>(given);
        normalise(values);
        var row = new RecordRow(NOBODY, 0, values);
        var found = switch (type.id()) {
            case "company" -> {
                var rules = ofCompany(row);
                add(rules, COMPANY.NAME_KEY, given.get("name"), Companies::fold);
                yield first(rules, "company", "companies", NOBODY, me);
            }
            case "person" -> {
                var rules = ofPerson(row);
                add(rules, PERSON.PHONE, values.get("mobile"));
                sameNameThere(rules, given);
                yield first(rules, "person", "people", NOBODY, me);
            }
            default -> List.<RecordBeside.Line>of();
        };
        return found.stream()
                .map(line -> new Lookalike(line.label(), line.sub(), line.path()))
                .toList();
    }

    /** As they would be kept; what can't be read finds nobody and is refused later. */
    private void normalise(Map<String, @Nullable Object> values) {
        var country = workspaces.settings().country();
        values.computeIfPresent(
                "siren",
                (_, text) -> Siren.within(text.toString()).map(Siren::digits).orElse(null));
        values.computeIfPresent(
                "email",
                (_, text) ->
                        EmailAddress.of(text.toString()).map(EmailAddress::text).orElse(null));
        for (var phone : List.of("phone", "mobile")) {
            values.computeIfPresent(
                    phone,
                    (_, text) -> PhoneNumbers.e164(text.toString(), country).orElse(null));
        }
        for (var source : List.of("website", "domain")) {
            var text = values.get(source);
            if (text != null) {
                Domain.of(text.toString()).ifPresent(domain -> values.put("domain", domain.text()));
            }
        }
    }

    private static void sameNameThere(List<Condition> rules, Map<String, String> given) {
        var name = (given.getOrDefault("first_name", "") + " " + given.getOrDefault("last_name", "")).strip();
        var company = given.get("company");
        if (!name.isEmpty() && company != null) {
            rules.add(PERSON.NAME_KEY
                    .eq(Companies.fold(name))
                    .and(PERSON.COMPANY_ID.in(
                            DSL.select(COMPANY.ID).from(COMPANY).where(COMPANY.NAME_KEY.eq(Companies.fold(company))))));
        }
    }

    private static void add(
            List<Condition> rules, Field<String> column, @Nullable String value, Function<String, Field<String>> as) {
        if (value != null && !value.isEmpty()) {
            rules.add(column.eq(as.apply(value)));
        }
    }

    private static List<Condition> ofCompany(RecordRow row) {
        var rules = new ArrayList<Condition>();
        add(rules, COMPANY.EXTERNAL_ID, row.value("external_id"));
        add(rules, COMPANY.SIREN, row.value("siren"));
        add(rules, COMPANY.EMAIL, row.value("email"));
        add(rules, COMPANY.DOMAIN, row.value("domain"));
        add(rules, COMPANY.PHONE, row.value("phone"));
        if (row.value("name") != null && row.value("postcode") != null) {
            rules.add(COMPANY.NAME_KEY
                    .eq(Companies.fold(String.valueOf(row.value("name"))))
                    .and(COMPANY.POSTCODE.eq(String.valueOf(row.value("postcode")))));
        }
        return rules;
    }

    private static List<Condition> ofPerson(RecordRow row) {
        var rules = new ArrayList<Condition>();
        add(rules, PERSON.EXTERNAL_ID, row.value("external_id"));
        add(rules, PERSON.EMAIL, row.value("email"));
        add(rules, PERSON.PHONE, row.value("phone"));
        return rules;
    }

    private static void add(List<Condition> rules, Field<String> column, @Nullable Object value) {
        if (value != null && !value.toString().isEmpty()) {
            rules.add(column.eq(value.toString()));
        }
    }

    private List<RecordBeside.Line> first(List<Condition> rules, String table, String plural, UUID but, Actor me) {
        var id = DSL.field(DSL.name(table, "id"), UUID.class);
        for (var rule : rules) {
            var found = sql.select(id, DSL.field(DSL.name(table, "name"), String.class))
                    .from(DSL.table(DSL.name(table)))
                    .where(rule)
                    .and(id.ne(but))
                    .and(DSL.field(DSL.name(table, "deleted_at")).isNull())
                    .and(Visible.to(me, List.of(DSL.field(DSL.name(table, "owner_id"), UUID.class))))
                    .limit(5)
                    .fetch(row -> RecordBeside.Line.of(row.value2(), "", plural, row.value1()));
            if (!found.isEmpty()) {
                return found;
            }
        }
        return List.of();
    }
}
