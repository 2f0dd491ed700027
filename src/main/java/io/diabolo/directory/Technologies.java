package io.diabolo.directory;

import java.util.Arrays;
import java.util.Locale;
import java.util.TreeMap;

/** What a company works with, as one text: "HubSpot, Salesforce". */
final class Technologies {
    private Technologies() {}

    /** From any list of them, each once as it was first written, in the order in which it was named. */
    static String written(String given) {
        var seen = new TreeMap<String, String>();
        var all = new StringBuilder();
        Arrays.stream(given.split("[,;|\\n\\r\\t]+"))
                .map(String::strip)
                .filter(one -> !one.isEmpty())
                .filter(one -> seen.putIfAbsent(one.toLowerCase(Locale.ROOT), one) == null)
                .forEach(one -> all.append(all.isEmpty() ? "" : ", ").append(one));
        return all.toString();
    }
}
