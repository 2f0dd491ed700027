package io.diabolo.importing.mapping;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What column names mean: the synonyms of {@code headers.properties}. */
final class HeaderDictionary {
    private static final Pattern ENDINGS = Pattern.compile("(?i)_?(?:unite_?legale|etablissement)$|__c$");
    private static final HeaderDictionary KNOWN = new HeaderDictionary();

    private final Map<Target, Map<String, List<Meaning>>> meanings = new EnumMap<>(Target.class);
    private final Map<Target, Set<String>> signatures = new EnumMap<>(Target.class);
    private final Map<Target, List<String>> files = new EnumMap<>(Target.class);
    private final List<String> otherFiles;

    /** A field that a header may mean; the earlier the synonym stands in its list, the lower the rank. */
    record Meaning(String field, int rank) {
        double confidence() {
            return Math.max(0.7, 1 - 0.01 * rank);
        }
    }

    private HeaderDictionary() {
        var lists = WordLists.read("headers.properties");
        for (var target : Target.values()) {
            var words = new HashMap<String, List<Meaning>>();
            for (var field : Fields.of(target)) {
                // Every system has a column id; Diabolo's own are known by their form.
                // A deal's status is its stage, but in exports that tell both.
                boolean other = target == Target.OPPORTUNITY && field.name().equals("status");
                if (!field.name().equals("id") && !other) {
                    learn(words, field.name(), field.name(), 0);
                }
                var synonyms = lists.getOrDefault(target.id() + "." + field.name(), List.of());
                for (int i = 0; i < synonyms.size(); i++) {
                    learn(words, synonyms.get(i), field.name(), i + 1);
                }
            }
            meanings.put(target, words);
            signatures.put(target, bare(lists.getOrDefault(target.id() + ".@signature", List.of())));
            files.put(target, lists.getOrDefault(target.id() + ".@files", List.of()));
        }
        otherFiles = lists.getOrDefault("none.@files", List.of());
    }

    static HeaderDictionary known() {
        return KNOWN;
    }

    private static void learn(Map<String, List<Meaning>> words, String synonym, String field, int rank) {
        var known = words.computeIfAbsent(Text.bare(synonym), _ -> new ArrayList<>());
        if (known.stream().noneMatch(meaning -> meaning.field().equals(field))) {
            known.add(new Meaning(field, rank));
        }
    }

    private static Set<String> bare(List<String> words) {
        var bare = new HashSet<String>();
        words.forEach(word -> bare.add(Text.bare(word)));
        return bare;
    }

    /** The fields of a target that a header may mean. */
    List<Meaning> meanings(Target target, String header) {
        var words = meanings.getOrDefault(target, Map.of());
        var found = words.get(Text.bare(header));
        if (found == null) {
            // The day on which the register has a company founded isn't the one on which it came into a CRM.
            found = words.getOrDefault(Text.bare(withoutEnding(header)), List.of()).stream()
                    .filter(meaning ->
                            header.strip().endsWith("__c") || !meaning.field().equals("created_on"))
                    .toList();
        }
        return found;
    }

    /** Whether only files about this target have such a column. */
    boolean isSignature(Target target, String header) {
        var words = signatures.getOrDefault(target, Set.of());
        return words.contains(Text.bare(header)) || words.contains(Text.bare(withoutEnding(header)));
    }

    /** How much a file's name tells that it is about this target: the letters of the longest word found, or 0. */
    int namedAfter(Target target, String file) {
        return longest(files.getOrDefault(target, List.of()), file);
    }

    /** Whether a file's name tells that it is about something that isn't imported. */
    boolean isNamedOtherwise(String file) {
        return longest(otherFiles, file) > 0;
    }

    private static int longest(List<String> words, String file) {
        int dot = file.lastIndexOf('.');
        var name = " " + Text.words(dot > 0 ? file.substring(0, dot) : file) + " ";
        return words.stream()
                .filter(word ->
                        name.contains(" " + Text.words(word) + " ") || name.contains(" " + Text.words(word) + "s "))
                .mapToInt(String::length)
                .max()
                .orElse(0);
    }

    private static String withoutEnding(String header) {
        return ENDINGS.matcher(header.strip()).replaceFirst("");
    }
}
