package io.diabolo.importing.mapping;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The export of another system, recognised by its headers as {@code exports.properties} lists them: what its rows are
 * and what its columns mean stands fixed, so that nothing has to be guessed or asked.
 *
 * @param columns for each field the headers that fill it, the best one first
 * @param ignored headers that say nothing about the record: labels, system times, alternatives
 * @param ids headers that hold ids of the other system, which lead nowhere unless its records came too
 * @param first headers whose cells may hold several values, of which the first is taken
 */
public record KnownExport(
        Source source,
        Target target,
        Map<String, List<String>> columns,
        Set<String> ignored,
        Set<String> ids,
        Set<String> first) {
    private static final List<Recognition> ALL = read();

    /** Whose export it is. */
    public enum Source {
        SALESFORCE,
        HUBSPOT,
        PIPEDRIVE,
        GOOGLE_CONTACTS,
        VCARD;

        /** The word in message keys. */
        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private record Recognition(List<Set<String>> when, KnownExport export) {}

    /** The export that has these headers, null when none is known. */
    public static @Nullable KnownExport of(List<String> header) {
        var bare = new HashSet<String>();
        header.forEach(each -> bare.add(Text.bare(each)));
        // A report about deals may hold columns of their accounts: what explains most of the headers is it.
        return ALL.stream()
                .filter(known -> known.when().stream().anyMatch(bare::containsAll))
                .max(Comparator.comparingLong(known -> known.export().explained(header)))
                .map(Recognition::export)
                .orElse(null);
    }

    private static List<Recognition> read() {
        var lists = WordLists.read("exports.properties");
        var all = new ArrayList<Recognition>();
        for (var source : Source.values()) {
            for (var target : Target.values()) {
                var prefix = source.id() + "." + target.id() + ".";
                var own = new HashMap<String, List<String>>();
                lists.forEach((key, words) -> {
                    if (key.startsWith(prefix)) {
                        own.put(
                                key.substring(prefix.length()),
                                words.stream().map(Text::bare).toList());
                    }
                });
                if (!own.isEmpty()) {
                    all.add(recognition(source, target, own));
                }
            }
        }
        return List.copyOf(all);
    }

    private static Recognition recognition(Source source, Target target, Map<String, List<String>> lists) {
        var when = new ArrayList<Set<String>>();
        var columns = new HashMap<String, List<String>>();
        lists.forEach((key, words) -> {
            if (key.startsWith("@when")) {
                when.add(Set.copyOf(words));
            } else if (!key.startsWith("@")) {
                columns.put(key, words);
            }
        });
        return new Recognition(
                List.copyOf(when),
                new KnownExport(
                        source,
                        target,
                        Map.copyOf(columns),
                        Set.copyOf(lists.getOrDefault("@ignored", List.of())),
                        Set.copyOf(lists.getOrDefault("@ids", List.of())),
                        Set.copyOf(lists.getOrDefault("@first", List.of()))));
    }

    private long explained(List<String> header) {
        return header.stream().filter(this::isIgnored).count();
    }

    /**
     * The headers that may fill a field, the best one first. Ids go last unless the records they name are dropped too:
     * a name always leads somewhere.
     */
    List<String> filling(String field, Set<Target> dropped) {
        var headers = columns.getOrDefault(field, List.of());
        var known = Fields.of(target, field);
        if (known == null || known.reference() == null || dropped.contains(known.reference())) {
            return headers;
        }
        var ordered = new ArrayList<>(headers);
        ordered.sort((a, b) -> Boolean.compare(ids.contains(a), ids.contains(b)));
        return ordered;
    }

    /** Nothing is lost by leaving it out unless it fills a field. */
    boolean isIgnored(String header) {
        var bare = Text.bare(header);
        return ignored.contains(bare)
                || ignored.stream().anyMatch(each -> each.equals(bare.replaceAll("\\d+", "")))
                || columns.values().stream().anyMatch(headers -> headers.contains(bare));
    }

    boolean isId(String header) {
        return ids.contains(Text.bare(header));
    }

    boolean holdsSeveral(String header) {
        return first.contains(Text.bare(header));
    }
}
