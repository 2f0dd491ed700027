package io.diabolo.records;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a list shows: as its URL says it, shared by page, API, bulk edit, export and the figures that open their records.
 *
 * @param fields all fields of the type, those of the workspace too
 * @param q text searched for, or empty
 * @param clauses all of them have to hold
 * @param specials further conditions that the type knows, by parameter
 * @param bin shows what was deleted instead
 */
public record ListQuery(
        RecordType type,
        List<ListField> fields,
        String q,
        List<Clause> clauses,
        Map<String, String> specials,
        List<Sort> sorts,
        List<ListField> columns,
        int limit,
        @Nullable String cursor,
        boolean bin) {
    public static final int DEFAULT_LIMIT = 50;
    public static final int MOST = 200;

    public record Sort(ListField field, boolean descending) {
        public String id() {
            return (descending ? "-" : "") + field.name();
        }
    }

    public ListQuery asking(List<Clause> all) {
        return new ListQuery(type, fields, q, List.copyOf(all), specials, sorts, columns, limit, null, bin);
    }

    public ListQuery searching(String text) {
        return new ListQuery(type, fields, text, clauses, specials, sorts, columns, limit, null, bin);
    }

    public ListQuery withoutSpecial(String parameter) {
        var rest = new LinkedHashMap<>(specials);
        rest.remove(parameter);
        return new ListQuery(type, fields, q, clauses, rest, sorts, columns, limit, null, bin);
    }

    public ListQuery sortedBy(Sort sort) {
        return new ListQuery(type, fields, q, clauses, specials, List.of(sort), columns, limit, null, bin);
    }

    public ListQuery showing(List<ListField> chosen) {
        return new ListQuery(type, fields, q, clauses, specials, sorts, List.copyOf(chosen), limit, null, bin);
    }

    public ListQuery after(@Nullable String position) {
        return new ListQuery(type, fields, q, clauses, specials, sorts, columns, limit, position, bin);
    }

    public ListQuery limitedTo(int rows) {
        return new ListQuery(type, fields, q, clauses, specials, sorts, columns, rows, null, bin);
    }

    /** The parameters that make this list again, in a steady order; what is the type's default is left out. */
    public Map<String, String> parameters() {
        var all = new LinkedHashMap<String, String>();
        if (!q.isEmpty()) {
            all.put("q", q);
        }
        specials.forEach(all::put);
        Clause.write(clauses, "", all);
        if (bin) {
            all.put("filter[deleted]", "true");
        }
        var sort = String.join(",", sorts.stream().map(Sort::id).toList());
        if (!sort.equals(type.defaultSort())) {
            all.put("sort", sort);
        }
        var shown = columns.stream().map(ListField::name).toList();
        if (!shown.equals(type.defaultColumns())) {
            all.put("columns", String.join(",", shown));
        }
        if (limit != DEFAULT_LIMIT) {
            all.put("limit", Integer.toString(limit));
        }
        if (cursor != null) {
            all.put("cursor", cursor);
        }
        return all;
    }

    /** The page's address, with its query. */
    public String path() {
        var query = queryString();
        return "/" + type.plural() + (query.isEmpty() ? "" : "?" + query);
    }

    public String queryString() {
        return queryString(parameters());
    }

    /** These parameters as an address writes them; {@link ListAddress#read} reads them again. */
    public static String queryString(Map<String, String> parameters) {
        var text = new StringBuilder();
        parameters.forEach((name, value) -> text.append(text.isEmpty() ? "" : "&")
                .append(encoded(name).replace("%5B", "[").replace("%5D", "]"))
                .append('=')
                .append(encoded(value)));
        return text.toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
