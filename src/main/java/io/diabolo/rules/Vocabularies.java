package io.diabolo.rules;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.val;

import io.diabolo.platform.Snapshot;
import io.diabolo.platform.Workspaces;
import io.diabolo.records.FieldKind;
import io.diabolo.records.ListField;
import io.diabolo.records.RecordType;
import io.diabolo.records.RecordTypes;
import io.diabolo.rules.RuleVariable.Holds;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.QueryPart;
import org.jooq.Table;
import org.jooq.TableField;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/** Makes the words of rules from the fields of record types, those that a workspace added among them. */
@Component
class Vocabularies {
    /** Words that CEL keeps for itself, also behind a dot. */
    private static final Set<String> RESERVED = Set.of("in", "true", "false", "null");

    private final RecordTypes types;
    private final Workspaces workspaces;

    Vocabularies(RecordTypes types, Workspaces workspaces) {
        this.types = types;
        this.workspaces = workspaces;
    }

    Vocabulary of(RulePurpose purpose) {
        var zone = workspaces.settings().zone();
        return Snapshot.once("custom_field", new WordsOf(purpose.id(), zone), () -> read(purpose, zone));
    }

    private record WordsOf(String purpose, ZoneId zone) {}

    private Vocabulary read(RulePurpose purpose, ZoneId zone) {
        var type = purpose.lookedAt(types);
        var all = new LinkedHashMap<String, RuleVariable>();
        Table<?> from = type.table();
        take(type, zone, all);
        for (var reference : type.fields()) {
            var name = reference.name();
            if (purpose.joined().contains(name) && name.equals(reference.reference())) {
                var other = types.byId(name).orElseThrow();
                take(other, zone, all);
                from = from.leftJoin(other.table())
                        .on(other.column("workspace_id", UUID.class).eq(type.column("workspace_id", UUID.class)))
                        .and(other.column("id", UUID.class)
                                .eq(reference.column().coerce(UUID.class)));
            }
        }
        all.keySet().removeAll(purpose.unasked());
        return new Vocabulary(type.id(), all, from, type.column("id", UUID.class), zone);
    }

    private void take(RecordType type, ZoneId zone, Map<String, RuleVariable> all) {
        for (var one : types.fields(type)) {
            var last = one.name().substring(one.name().indexOf('.') + 1);
            if (RESERVED.contains(last) || !isOwn(type, one)) {
                continue;
            }
            var name = type.id() + "." + one.name();
            all.put(name, new RuleVariable(name, holds(one), one, column(type, one, zone)));
        }
    }

    /** What a type shows of another record is asked of that record. */
    private static boolean isOwn(RecordType type, ListField one) {
        return one.custom() != null
                || (one.field().column() instanceof TableField<?, ?> column
                        && type.table().equals(column.getTable()));
    }

    private static Holds holds(ListField one) {
        return switch (one.kind()) {
            case TEXT, LONG_TEXT, EMAIL, PHONE, URL, COUNTRY, CHOICE, REFERENCE, MEMBER -> Holds.TEXT;
            // An added number may have decimals.
            case INTEGER -> one.custom() == null ? Holds.WHOLE : Holds.NUMBER;
            case DECIMAL, MONEY -> Holds.NUMBER;
            case BOOLEAN -> Holds.YES_NO;
            case DATE, INSTANT -> Holds.MOMENT;
            case MULTI_CHOICE -> Holds.SEVERAL;
        };
    }

    private static Field<?> column(RecordType type, ListField one, ZoneId zone) {
        var custom = one.custom();
        if (custom != null) {
            return added(type.column("custom", JSONB.class), custom.key(), one.kind(), zone);
        }
        Field<?> column = one.field().column();
        return switch (one.kind()) {
            case INTEGER -> column.cast(Long.class);
            case DECIMAL -> column.cast(Double.class);
            case MONEY ->
                major(
                        column.cast(Double.class),
                        Objects.requireNonNull(one.field().currency()));
            case BOOLEAN -> column.coerce(Boolean.class);
            case DATE -> midnight(column.coerce(LocalDate.class), zone);
            case INSTANT -> column.coerce(OffsetDateTime.class);
            case MULTI_CHOICE -> field("coalesce({0}, '{}')", String[].class, column);
            default -> column.cast(String.class);
        };
    }

    /** Values of added fields as the record holds them; what an import left that isn't of the kind counts as missing. */
    private static Field<?> added(Field<JSONB> custom, String key, FieldKind kind, ZoneId zone) {
        var text = field("{0} ->> {1}", String.class, custom, inline(key));
        return switch (kind) {
            case INTEGER, DECIMAL -> valid(text, "float8", Double.class);
            case MONEY ->
                valid(field("{0} -> {1} ->> 'value'", String.class, custom, inline(key)), "float8", Double.class);
            case BOOLEAN -> valid(text, "boolean", Boolean.class);
            case DATE, INSTANT -> midnight(valid(text, "date", LocalDate.class), zone);
            case MULTI_CHOICE ->
                field(
                        "case jsonb_typeof({0} -> {1}) when 'array' then array(select jsonb_array_elements_text({0} ->"
                                + " {1})) when 'string' then array[{0} ->> {1}] else '{}'::text[] end",
                        String[].class, custom, inline(key));
            default -> text;
        };
    }

    private static <T> Field<T> valid(Field<String> text, String type, Class<T> as) {
        return field("case when pg_input_is_valid({0}, {1}) then ({0})::" + type + " end", as, text, inline(type));
    }

    private static Field<OffsetDateTime> midnight(Field<LocalDate> day, ZoneId zone) {
        return field("({0})::timestamp at time zone {1}", OffsetDateTime.class, day, val(zone.getId()));
    }

    /** Whole units of the currency, of which minor ones are stored. */
    private static Field<Double> major(Field<Double> minor, Field<String> currency) {
        return field(
                "{0} / case when {1} in ({2}) then 1 when {1} in ({3}) then 1000 else 100 end",
                Double.class, minor, currency, ofDigits(0), ofDigits(3));
    }

    private static QueryPart ofDigits(int digits) {
        var codes = Currency.getAvailableCurrencies().stream()
                .filter(one -> one.getDefaultFractionDigits() == digits)
                .map(Currency::getCurrencyCode)
                .sorted()
                .map(one -> inline(one))
                .toArray(QueryPart[]::new);
        return DSL.list(codes);
    }
}
