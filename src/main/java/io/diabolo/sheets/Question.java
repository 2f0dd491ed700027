package io.diabolo.sheets;

import java.util.List;

/**
 * One question of a sheet.
 *
 * @param id within its sheet; answers carry it, so it stays when the words change
 * @param kind text, choice, yes_no, date, money or number
 */
public record Question(String id, String label, String hint, String kind, List<String> choices, boolean required) {
    static final List<String> KINDS = List.of("text", "choice", "yes_no", "date", "money", "number");
}
