package io.diabolo.directory.duplicates;

import java.util.UUID;
import org.jooq.Record;

/** Which columns the judgement reads, of a company and of a person, and how. */
final class TraitsReader {
    /** Of a row called {@code c}, in the order of {@link CompanyTraits}. */
    static final String COMPANY =
            "?.name, ?.siren, ?.domain, ?.email, ?.phone, ?.postcode, ?.city, ?.country, ?.external_id";

    /** Of a row called {@code p} and its company {@code e}, in the order of {@link PersonTraits}. */
    static final String PERSON =
            "?.first_name, ?.last_name, ?.email, ?.phone, ?.mobile, ?.company_id, ?e.name, ?.linkedin, ?.city, ?.external_id";

    private TraitsReader() {}

    static String columns(String type, String alias) {
        return (type.equals("company") ? COMPANY : PERSON).replace("?", alias);
    }

    static String from(String type, String alias) {
        return type.equals("company")
                ? "company " + alias
                : "person ? left join company ?e on ?e.workspace_id = ?.workspace_id and ?e.id = ?.company_id"
                        .replace("?", alias);
    }

    static int width(String type) {
        return type.equals("company") ? 9 : 10;
    }

    static CompanyTraits company(Record row, int from) {
        return new CompanyTraits(
                text(row, from),
                text(row, from + 1),
                text(row, from + 2),
                text(row, from + 3),
                text(row, from + 4),
                text(row, from + 5),
                text(row, from + 6),
                text(row, from + 7),
                text(row, from + 8));
    }

    static PersonTraits person(Record row, int from) {
        return new PersonTraits(
                text(row, from),
                text(row, from + 1),
                text(row, from + 2),
                text(row, from + 3),
                text(row, from + 4),
                row.get(from + 5, UUID.class),
                text(row, from + 6),
                text(row, from + 7),
                text(row, from + 8),
                text(row, from + 9));
    }

    static Judgement judged(String type, Record row, int one, int other) {
        return type.equals("company")
                ? company(row, one).compare(company(row, other))
                : person(row, one).compare(person(row, other));
    }

    private static @org.jspecify.annotations.Nullable String text(Record row, int at) {
        return row.get(at, String.class);
    }
}
