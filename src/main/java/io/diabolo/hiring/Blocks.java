package io.diabolo.hiring;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A part's text as it is set: paragraphs, lists of "- " lines, and numbered lists of "1. " lines; an empty line begins anew.
 * Nothing else is markup, so that whatever is typed shows as it was typed.
 */
record Blocks(List<Block> all) {
    private static final Pattern DASH = Pattern.compile("\\s*[-•*–]\\s+(.*)");
    private static final Pattern NUMBER = Pattern.compile("\\s*\\d{1,2}[.)]\\s+(.*)");

    enum Kind {
        PARAGRAPH,
        LIST,
        STEPS
    }

    record Block(Kind kind, List<String> lines) {
        Block {
            lines = List.copyOf(lines);
        }

        boolean isParagraph() {
            return kind == Kind.PARAGRAPH;
        }

        boolean isNumbered() {
            return kind == Kind.STEPS;
        }
    }

    static Blocks of(String text) {
        var all = new ArrayList<Block>();
        var lines = new ArrayList<String>();
        Kind kind = null;
        for (var line : text.replace("\r\n", "\n").split("\n", -1)) {
            var dash = DASH.matcher(line);
            var number = NUMBER.matcher(line);
            var now = dash.matches() ? Kind.LIST : number.matches() ? Kind.STEPS : Kind.PARAGRAPH;
            var said = now == Kind.LIST ? dash.group(1) : now == Kind.STEPS ? number.group(1) : line;
            // Each line is a paragraph of its own; a list goes on as long as its lines do.
            if (kind != null && (now != kind || now == Kind.PARAGRAPH) && !lines.isEmpty()) {
                all.add(new Block(kind, lines));
                lines.clear();
            }
            kind = now;
            if (!said.isBlank()) {
                lines.add(said.strip());
            }
        }
        if (kind != null && !lines.isEmpty()) {
            all.add(new Block(kind, lines));
        }
        return new Blocks(List.copyOf(all));
    }
}
