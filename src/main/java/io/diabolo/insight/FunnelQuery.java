package io.diabolo.insight;

import io.diabolo.platform.BadInput;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which journeys a funnel is about, as page, API and the lists behind the figures say it: the same parameters everywhere.
 *
 * @param from first day of the period, or null
 * @param to last day of the period, itself included, or null
 * @param filters the values wanted; a dimension that isn't named is not filtered
 */
public record FunnelQuery(
        Basis basis, @Nullable LocalDate from, @Nullable LocalDate to, Map<Dimension, List<String>> filters) {

    /** COHORT: journeys whose first entry lies in the period. ACTIVITY: entries in the period. */
    public enum Basis {
        COHORT,
        ACTIVITY;

        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What journeys are filtered and grouped by. */
    public enum Dimension {
        TYPE(0),
        CHANNEL(1),
        SOURCE(2),
        CAMPAIGN(3),
        SEGMENT(4),
        INDUSTRY(5),
        COUNTRY(6),
        TEAM(7),
        MEMBER(7);

        private final int column;

        Dimension(int column) {
            this.column = column;
        }

        /** Where its words stand in the {@link Columns}: a team's journeys are those of its members. */
        int column() {
            return column;
        }

        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Free words of the workspace may hold commas; fixed ids are split at them. */
        boolean isFixed() {
            return this != SOURCE && this != CAMPAIGN && this != INDUSTRY;
        }

        boolean isId() {
            return this == TEAM || this == MEMBER;
        }

        static Optional<Dimension> named(String id) {
            return id.equals("owner")
                    ? Optional.of(MEMBER)
                    : Arrays.stream(values())
                            .filter(each -> each.id().equals(id))
                            .findFirst();
        }
    }

    /** The value of a filter that means: none is given. */
    public static final String NONE = "-";

    /** Years in which somebody may have sold something; so that the period before is one that the database knows. */
    private static final int EARLIEST = 1900;

    private static final int LATEST = 2199;

    public FunnelQuery {
        filters = Map.copyOf(filters);
    }

    public static FunnelQuery everything() {
        return new FunnelQuery(Basis.COHORT, null, null, Map.of());
    }

    /** From the parameters of a request; empty ones say nothing, as forms send them. */
    public static FunnelQuery of(Map<String, ? extends List<String>> parameters) {
        var filters = new EnumMap<Dimension, List<String>>(Dimension.class);
        parameters.forEach((name, values) -> Dimension.named(name).ifPresent(dimension -> {
            var wanted = values.stream()
                    .flatMap(value -> dimension.isFixed() ? Arrays.stream(value.split(",", -1)) : Stream.of(value))
                    .filter(value -> !value.isBlank())
                    .peek(value -> check(dimension, value))
                    .toList();
            if (!wanted.isEmpty()) {
                filters.merge(
                        dimension,
                        wanted,
                        (one, other) -> Stream.concat(one.stream(), other.stream())
                                .distinct()
                                .toList());
            }
        }));
        return new FunnelQuery(
                basis(first(parameters, "basis")), day(parameters, "from"), day(parameters, "to"), filters);
    }

    private static void check(Dimension dimension, String value) {
        if (dimension.isId() && !value.equals(NONE)) {
            try {
                var _ = UUID.fromString(value);
            } catch (IllegalArgumentException e) {
                throw new BadInput(dimension.id(), "funnel.fault.id");
            }
        }
    }

    private static Basis basis(String value) {
        return value.isEmpty()
                ? Basis.COHORT
                : Arrays.stream(Basis.values())
                        .filter(basis -> basis.id().equals(value))
                        .findFirst()
                        .orElseThrow(() -> new BadInput("basis", "funnel.fault.basis"));
    }

    private static @Nullable LocalDate day(Map<String, ? extends List<String>> parameters, String name) {
        var value = first(parameters, name);
        try {
            var day = value.isEmpty() ? null : LocalDate.parse(value);
            if (day == null || (day.getYear() >= EARLIEST && day.getYear() <= LATEST)) {
                return day;
            }
        } catch (DateTimeParseException e) {
            throw new BadInput(name, "funnel.fault.day");
        }
        throw new BadInput(name, "funnel.fault.day");
    }

    private static String first(Map<String, ? extends List<String>> parameters, String name) {
        var values = parameters.get(name);
        return values == null || values.isEmpty() ? "" : values.getFirst();
    }

    public boolean hasPeriod() {
        return from != null || to != null;
    }

    public List<String> values(Dimension dimension) {
        return filters.getOrDefault(dimension, List.of());
    }

    public FunnelQuery during(@Nullable LocalDate first, @Nullable LocalDate last) {
        return new FunnelQuery(basis, first, last, filters);
    }

    public FunnelQuery on(Basis other) {
        return new FunnelQuery(other, from, to, filters);
    }

    public FunnelQuery with(Dimension dimension, List<String> values) {
        var all = new EnumMap<Dimension, List<String>>(Dimension.class);
        all.putAll(filters);
        all.put(dimension, values);
        if (values.isEmpty()) {
            all.remove(dimension);
        }
        return new FunnelQuery(basis, from, to, all);
    }

    /** As parameters, in a fixed order, without those that say nothing. */
    public Map<String, List<String>> parameters() {
        var all = new LinkedHashMap<String, List<String>>();
        if (basis == Basis.ACTIVITY) {
            all.put("basis", List.of(basis.id()));
        }
        if (from != null) {
            all.put("from", List.of(from.toString()));
        }
        if (to != null) {
            all.put("to", List.of(to.toString()));
        }
        for (var dimension : Dimension.values()) {
            if (!values(dimension).isEmpty()) {
                all.put(dimension.id(), values(dimension));
            }
        }
        return all;
    }

    /** As a URL's query, without the question mark. */
    public String toQuery() {
        return join(parameters(), "=", "&");
    }

    /**
     * As the value of the parameter {@code figure} of the list of journeys: one figure with its cut, such as
     * {@code reached:won;basis:activity;from:2026-01-01;channel:inbound}.
     */
    String toFigure(String kind, String stage) {
        var all = new LinkedHashMap<String, List<String>>();
        all.put(kind, List.of(stage));
        all.putAll(parameters());
        return join(all, ":", ";");
    }

    /** The parameters written by {@link #toFigure}. */
    static Map<String, List<String>> figure(String value) {
        var all = new LinkedHashMap<String, List<String>>();
        for (var part : value.split(";", -1)) {
            var colon = part.indexOf(':');
            if (colon > 0) {
                all.computeIfAbsent(part.substring(0, colon), _ -> new ArrayList<>())
                        .add(decoded(part.substring(colon + 1)));
            }
        }
        return all;
    }

    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new BadInput("figure", "funnel.fault.figure");
        }
    }

    private static String join(Map<String, List<String>> parameters, String equals, String and) {
        var parts = new ArrayList<String>();
        parameters.forEach((name, values) ->
                values.forEach(value -> parts.add(name + equals + URLEncoder.encode(value, StandardCharsets.UTF_8))));
        return String.join(and, parts);
    }
}
