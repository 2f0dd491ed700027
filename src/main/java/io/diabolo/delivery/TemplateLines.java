package io.diabolo.delivery;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Steps of a template as lines of a form, where a step waits for others by their numbers. */
final class TemplateLines {
    /** Empty lines at the end, in which further steps are written. */
    private static final int BLANK = 3;

    private static final Pattern PLACE = Pattern.compile("steps\\[(\\d+)]\\.(.*)");

    private TemplateLines() {}

    /**
     * One line, by the parameters' own names.
     *
     * @param number by which other lines name it, and in whose order they are kept
     */
    record Line(
            int at,
            String id,
            String number,
            String nameFr,
            String nameEn,
            String kind,
            String side,
            String role,
            String days,
            String dueIn,
            String after,
            boolean asks) {
        String name(String part) {
            return "steps[" + at + "]." + part;
        }

        boolean isGoLive() {
            return id.equals(TemplateStep.GO_LIVE);
        }

        boolean isBlank() {
            return nameFr.isBlank() && nameEn.isBlank() && id.isBlank();
        }
    }

    static List<Line> of(List<TemplateStep> steps) {
        var numbers = new java.util.HashMap<String, String>();
        for (var at = 0; at < steps.size(); at++) {
            numbers.put(steps.get(at).id(), String.valueOf(at + 1));
        }
        var lines = new ArrayList<Line>();
        for (var step : steps.subList(0, steps.size() - 1)) {
            lines.add(line(lines.size(), step, numbers));
        }
        for (var i = 0; i < BLANK; i++) {
            lines.add(new Line(lines.size(), "", "", "", "", "task", "us", "csm", "1", "", "", false));
        }
        // The go-live stays at the end, after what is added.
        lines.add(line(lines.size(), steps.getLast(), numbers));
        return lines;
    }

    private static Line line(int at, TemplateStep step, Map<String, String> numbers) {
        return new Line(
                at,
                step.id(),
                numbers.getOrDefault(step.id(), ""),
                step.nameFr(),
                step.nameEn(),
                step.kind(),
                step.side(),
                step.role() == null ? "" : step.role(),
                String.valueOf(step.days()),
                step.dueIn() == null ? "" : String.valueOf(step.dueIn()),
                step.after().stream()
                        .map(id -> numbers.getOrDefault(id, ""))
                        .filter(number -> !number.isEmpty())
                        .collect(Collectors.joining(", ")),
                step.asks());
    }

    static List<Line> typed(Map<String, String> form) {
        var lines = new ArrayList<Line>();
        for (var i = 0; i < TemplateCheck.MOST + BLANK; i++) {
            var at = "steps[" + i + "].";
            if (form.containsKey(at + "name_fr") || form.containsKey(at + "name_en")) {
                lines.add(new Line(
                        lines.size(),
                        Typed.words(form.get(at + "id"), 61),
                        Typed.words(form.get(at + "number"), 4),
                        Typed.words(form.get(at + "name_fr"), TemplateCheck.LONGEST_NAME),
                        Typed.words(form.get(at + "name_en"), TemplateCheck.LONGEST_NAME),
                        form.getOrDefault(at + "kind", "milestone"),
                        form.getOrDefault(at + "side", "us"),
                        form.getOrDefault(at + "role", ""),
                        Typed.words(form.get(at + "days"), 5),
                        Typed.words(form.get(at + "due_in"), 5),
                        Typed.words(form.get(at + "after"), 400),
                        form.containsKey(at + "asks")));
            }
        }
        return lines;
    }

    /** Those that stand, in the order of their numbers; the go-live last. */
    static List<Line> standing(List<Line> typed) {
        return typed.stream()
                .filter(line -> !line.isBlank()
                        && !(line.nameFr().isBlank() && line.nameEn().isBlank()))
                .sorted(Comparator.comparing(Line::isGoLive).thenComparingInt(TemplateLines::order))
                .toList();
    }

    private static int order(Line line) {
        return line.number().matches("[0-9]{1,4}") ? Integer.parseInt(line.number()) : Integer.MAX_VALUE;
    }

    static List<TemplateStep> steps(List<Line> standing) {
        var taken = new HashSet<String>();
        var ids = new ArrayList<String>();
        for (var line : standing) {
            ids.add(line.id().isBlank() ? id(line, taken) : line.id());
            taken.add(ids.getLast());
        }
        var steps = new ArrayList<TemplateStep>();
        for (var at = 0; at < standing.size(); at++) {
            var line = standing.get(at);
            var ours = line.kind().equals("task") && line.side().equals("us");
            steps.add(new TemplateStep(
                    ids.get(at),
                    line.kind(),
                    line.kind().equals("task") ? line.side() : "us",
                    ours && !line.role().isEmpty() ? line.role() : null,
                    number(line.days()),
                    line.dueIn().isBlank() ? null : number(line.dueIn()),
                    after(line, standing, ids),
                    line.nameFr(),
                    line.nameEn(),
                    line.asks()));
        }
        return steps;
    }

    /** What is no number is none that could be meant, and said to be wrong with the others. */
    private static int number(String text) {
        return text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : -1;
    }

    private static List<String> after(Line line, List<Line> standing, List<String> ids) {
        var all = new ArrayList<String>();
        for (var number : Pattern.compile("[,;\\s]+").split(line.after().strip())) {
            if (!number.isEmpty()) {
                all.add(standing.stream()
                        .filter(one -> one.number().equals(number))
                        .map(one -> ids.get(standing.indexOf(one)))
                        .findFirst()
                        .orElse("?" + number));
            }
        }
        return all.stream().distinct().toList();
    }

    /** From the step's words, so that the API reads well; with a number where two would be called alike. */
    private static String id(Line line, Set<String> taken) {
        var words = line.nameEn().isBlank() ? line.nameFr() : line.nameEn();
        var plain = Normalizer.normalize(words, Normalizer.Form.NFD)
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\p{M}+", "")
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^[^a-z]+|-+$", "");
        var id = plain.isEmpty() ? "step" : plain.substring(0, Math.min(40, plain.length()));
        return taken.contains(id) || id.equals(TemplateStep.GO_LIVE) ? id + "-" + (taken.size() + 1) : id;
    }

    /** Faults name a step by its place among those that stand; the form by its line. */
    static String placed(String field, List<Line> standing) {
        var match = PLACE.matcher(field);
        return match.matches() && Integer.parseInt(match.group(1)) < standing.size()
                ? standing.get(Integer.parseInt(match.group(1))).name(match.group(2))
                : field;
    }
}
