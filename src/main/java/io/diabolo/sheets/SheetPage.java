package io.diabolo.sheets;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * All that a record's sheet shows.
 *
 * @param record the id of its type
 * @param occasion the key of the one at which what is written now is said; empty: none
 * @param back the page on which it was asked for, such as a move to the next stage; empty: none
 * @param typed what was typed and refused, by the controls' names
 * @param inConflict it was refused because somebody else answered meanwhile
 */
record SheetPage(
        String record,
        String plural,
        UUID id,
        Sheet sheet,
        List<Occasion> occasions,
        String occasion,
        String back,
        Map<String, String> typed,
        Map<String, String> faults,
        boolean inConflict) {
    String path() {
        return "/" + plural + "/" + id;
    }

    /** What the record holds, as a control of this name holds it. */
    static String held(Sheet.Entry entry, String part) {
        var answer = entry.answer();
        if (answer == null) {
            return "";
        }
        return switch (part) {
            case "value" -> answer.value();
            case "said_by" -> answer.saidBy();
            case "said_on" -> Objects.toString(answer.saidOn(), "");
            case "source" -> answer.source();
            default -> answer.note();
        };
    }

    /** Whether the refused answer is one that somebody else answered differently meanwhile. */
    boolean isBesideAnother(Sheet.Entry entry) {
        return inConflict && typed.containsKey(entry.question().id() + ".value");
    }

    String shown(Sheet.Entry entry, String part) {
        return typed.getOrDefault(entry.question().id() + "." + part, held(entry, part));
    }

    String fault(Sheet.Entry entry) {
        var id = entry.question().id();
        return List.of("", ".said_by", ".said_on", ".source", ".note").stream()
                .map(part -> faults.getOrDefault(id + part, ""))
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
    }
}
