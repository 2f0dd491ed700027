package io.diabolo.directory;

import io.diabolo.records.Several;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/**
 * Facts as a form sends them: what was typed, and what each control held when it was shown. So a field that nobody touched
 * isn't written back over what somebody else wrote meanwhile.
 *
 * @param theirs the fields where the other's value is to stay
 * @param whole sent by the form over all fields, which comes back when something is wrong
 */
record FactForm(
        Map<String, String> typed,
        Map<String, String> was,
        Set<String> theirs,
        @Nullable Integer version,
        boolean whole) {
    private static final String WAS = "was.";
    private static final String THEIRS = "theirs";
    private static final String WHOLE = "whole";
    private static final String VERSION = "version";

    static FactForm of(MultiValueMap<String, String> form) {
        var typed = new LinkedHashMap<String, String>();
        var was = new LinkedHashMap<String, String>();
        Several.joined(form).forEach((name, value) -> {
            if (name.startsWith(WAS)) {
                was.put(name.substring(WAS.length()), plain(value));
            } else {
                typed.put(name, plain(value));
            }
        });
        typed.keySet().removeAll(List.of(VERSION, "_csrf", WHOLE, THEIRS));
        var version = form.getOrDefault(VERSION, List.of("")).getLast();
        return new FactForm(
                typed,
                was,
                Set.copyOf(form.getOrDefault(THEIRS, List.of())),
                version.matches("[0-9]{1,9}") ? Integer.valueOf(version) : null,
                form.containsKey(WHOLE));
    }

    /** Browsers send line ends in their own way. */
    private static String plain(String value) {
        return value.replace("\r\n", "\n").strip();
    }

    /** @param present what the field holds now */
    boolean changes(String field, String present) {
        var value = typed.get(field);
        return value != null
                && !theirs.contains(field)
                && !value.equals(present)
                && !value.equals(was.getOrDefault(field, present));
    }

    /** Somebody else wrote this field after it was shown; a form that doesn't say what it showed is taken to. */
    boolean isDisputed(String field, String present) {
        return !present.equals(was.get(field));
    }
}
