package io.diabolo.directory.duplicates;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Under which keys a record is laid, so that only those that meet under one are compared: of a million people not every
 * pair. A key is chosen for what {@link Judgement} asks about: two that meet under none could hardly reach it.
 */
final class BlockingKeys {
    /** So many words of a name lay a record under a key each; who has more is found by the first. */
    private static final int WORDS = 3;

    private BlockingKeys() {}

    static Set<String> of(CompanyTraits company) {
        var keys = new LinkedHashSet<String>();
        add(keys, "s:", company.siren());
        add(keys, "x:", company.externalId());
        add(keys, "d:", company.domain());
        add(keys, "e:", company.email());
        add(keys, "p:", company.phone());
        var name = CompanyName.of(company.name() == null ? "" : company.name());
        if (name.joined().isEmpty()) {
            return keys;
        }
        var sorted = name.core().stream().sorted().collect(Collectors.joining());
        keys.add("n:" + sorted);
        var city = company.city() == null ? "" : Words.fold(company.city()).replaceAll("[^a-z0-9]+", "");
        var postcode = company.postcode() == null ? "" : company.postcode();
        for (var place : List.of(postcode, city)) {
            if (!place.isEmpty()) {
                keys.add("l:" + place + ":" + sorted);
                keys.add("k:" + place + ":" + skeleton(sorted));
                words(name.core()).forEach(word -> keys.add("w:" + place + ":" + word.substring(0, 3)));
            }
        }
        return keys;
    }

    static Set<String> of(PersonTraits person) {
        var keys = new LinkedHashSet<String>();
        add(keys, "e:", person.email());
        add(keys, "p:", person.phone());
        add(keys, "p:", person.mobile());
        add(keys, "i:", person.linkedin());
        add(keys, "x:", person.externalId());
        var name = PersonName.of(person.firstName(), person.lastName());
        var all = new ArrayList<>(name.first());
        all.addAll(name.last());
        if (person.companyId() != null) {
            words(all).forEach(word -> keys.add("c:" + person.companyId() + ":" + word.substring(0, 3)));
        }
        if (person.company() != null && !all.isEmpty()) {
            // At two records of one company; alone, a name is shared by too many.
            var employer = CompanyName.of(person.company()).joined();
            keys.add("n:" + all.stream().sorted().collect(Collectors.joining()) + ":"
                    + employer.substring(0, Math.min(4, employer.length())));
        }
        return keys;
    }

    private static List<String> words(List<String> all) {
        return all.stream().filter(word -> word.length() >= 3).limit(WORDS).toList();
    }

    /** What most slips leave: the consonants, each once. */
    private static String skeleton(String word) {
        return word.replaceAll("[aeiouyh]", "").replaceAll("(.)\\1+", "$1");
    }

    private static void add(Set<String> keys, String kind, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            keys.add(kind + value);
        }
    }
}
