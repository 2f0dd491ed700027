package io.diabolo.importing.reading;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Which character stands between the cells: the one that cuts the sample into the most even rows. */
final class Separator {
    private static final List<Character> CANDIDATES = List.of(',', ';', '\t', '|');
    private static final Pattern NOT_TABLES = Pattern.compile("<|\\{|\\[\\s*\\{|%!PS|(?i)BEGIN:V");
    private static final int RECORDS = 300;
    private static final int NONE = ',';

    private Separator() {}

    static char in(String sample) {
        refuseMarkup(sample.stripLeading());
        char best = NONE;
        double score = 0;
        for (char candidate : CANDIDATES) {
            double s = evenness(widths(sample, candidate));
            if (s > score) {
                best = candidate;
                score = s;
            }
        }
        if (score == 0) {
            refuseProse(sample);
        }
        return best;
    }

    private static void refuseMarkup(String text) {
        if (NOT_TABLES.matcher(text).lookingAt()) {
            throw new UnreadableFile(Reason.NOT_A_TABLE);
        }
    }

    /** One column is a table too, unless it is sentences: long lines with commas here and there. */
    private static void refuseProse(String sample) {
        var lines =
                sample.lines().filter(line -> !line.isBlank()).limit(RECORDS).toList();
        long sentences = lines.stream()
                .filter(line -> line.length() > 40 && line.strip().split(" ").length > 6 && !line.startsWith("\""))
                .count();
        if (lines.size() >= 3 && sentences * 2 > lines.size()) {
            throw new UnreadableFile(Reason.NOT_A_TABLE);
        }
    }

    /**
     * The share of records that have the usual width, worth more the wider they are and when the header has it too;
     * 0 if it doesn't cut.
     */
    private static double evenness(List<Integer> widths) {
        var counts = new HashMap<Integer, Integer>();
        widths.forEach(width -> counts.merge(width, 1, Integer::sum));
        var usual = counts.entrySet().stream()
                .filter(entry -> entry.getKey() > 1)
                .max(Map.Entry.comparingByValue())
                .orElse(null);
        if (usual == null || usual.getValue() * 5 < widths.size() * 2) {
            return 0;
        }
        double share = (double) usual.getValue() / widths.size();
        boolean headerToo = widths.getFirst().equals(usual.getKey());
        return share * share * (1 - 1.0 / usual.getKey()) * (headerToo ? 1 : 0.8);
    }

    /** Cells per record, quotes and the newlines in them respected. The last record may be cut and isn't counted. */
    private static List<Integer> widths(String sample, char separator) {
        var widths = new ArrayList<Integer>();
        boolean quoted = false;
        boolean atStart = true;
        int width = 1;
        int length = 0;
        for (int i = 0; i < sample.length() && widths.size() < RECORDS; i++) {
            char c = sample.charAt(i);
            if (quoted) {
                quoted = c != '"';
            } else if (c == '"' && (atStart || i > 0 && sample.charAt(i - 1) == '"')) {
                quoted = true;
            } else if (c == separator) {
                width++;
                atStart = true;
                continue;
            } else if (c == '\n' || c == '\r') {
                if (length > 0) {
                    widths.add(width);
                }
                width = 1;
                length = -1;
                atStart = true;
            }
            atStart &= c == ' ' || c == '\n' || c == '\r';
            length++;
        }
        if (widths.isEmpty()) {
            widths.add(width);
        }
        return widths;
    }
}
