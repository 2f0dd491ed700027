package io.diabolo;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.text.MessageFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** DESIGN.md §6: French and English complete, no word in a page, French typography. */
class EveryTextTest {
    private static final Path SOURCES = Path.of("src/main/java/io/diabolo");
    private static final Pattern LITERAL = Pattern.compile("[\"']([a-z][A-Za-z0-9_-]*(?:\\.[A-Za-z0-9_-]*)+)[\"']");
    /** A letter, digit or quote right before these needs a no-break space in French. */
    private static final Pattern TIGHT =
            Pattern.compile("[\\p{L}\\d\\u00bb}][;!?%:](?=\\s|$)|[\\p{L}\\d}] [;!?%:»]|« ");

    @Test
    void each_module_says_the_same_in_both_languages_in_the_same_order() {
        for (var french : files("messages_fr.properties")) {
            var english = french.resolveSibling("messages_en.properties");
            assertThat(keys(english))
                    .as(french.toString())
                    .doesNotHaveDuplicates()
                    .containsExactlyElementsOf(keys(french));
        }
    }

    @Test
    void each_text_is_well_formed() {
        for (var language : List.of("fr", "en")) {
            texts(language).forEach((key, text) -> {
                assertThat(text).as(key).doesNotContain("'");
                if (text.contains("{")) {
                    assertThat(new MessageFormat(text, Locale.of(language)))
                            .as(key)
                            .isNotNull();
                }
            });
        }
    }

    @Test
    void french_has_its_no_break_spaces() {
        var tight = texts("fr").entrySet().stream()
                .filter(text -> TIGHT.matcher(withoutSyntax(text.getValue())).find())
                .map(text -> text.getKey() + " = " + text.getValue())
                .toList();
        assertThat(tight).isEmpty();
    }

    @Test
    void no_key_is_missing_and_none_is_idle() {
        var defined = texts("fr").keySet();
        var used = new TreeSet<String>();
        var families = new TreeSet<String>();
        for (var source : sources()) {
            var literals = LITERAL.matcher(read(source));
            while (literals.find()) {
                var literal = literals.group(1);
                (literal.endsWith(".") ? families : used).add(literal);
            }
        }
        used.addAll(askedByPages());
        var idle = defined.stream()
                .filter(key -> !used.contains(key) && !key.contains(".usage."))
                .filter(key -> families.stream().noneMatch(key::startsWith))
                .toList();
        assertThat(idle).as("texts that nothing shows").isEmpty();
        assertThat(askedByPages().stream().filter(key -> !defined.contains(key)))
                .as("texts that a page asks for")
                .isEmpty();
        assertThat(used.stream()
                        .filter(key -> key.matches("problem\\..+|.+\\.fault\\..+"))
                        .filter(key -> !defined.contains(key)))
                .as("faults that nobody could read")
                .isEmpty();
    }

    @Test
    void no_word_stands_in_a_page() {
        var wordy = new ArrayList<String>();
        for (var page : files(".jte")) {
            // The page of all components shows invented records, as the pictures of the look do.
            if (page.getFileName().toString().startsWith("components")) {
                continue;
            }
            var rest = withoutCode(read(page))
                    .replaceAll("Diabolo|CSV|XLSX", "")
                    .replaceAll("<[^>]*>", " ")
                    .replaceAll("&\\w+;", " ");
            var word = Pattern.compile("\\p{L}{3,}").matcher(rest);
            if (word.find()) {
                wordy.add(page + ": " + word.group());
            }
        }
        assertThat(wordy).isEmpty();
    }

    private static TreeSet<String> askedByPages() {
        var asked = new TreeSet<String>();
        var call = Pattern.compile("ui\\.t\\(\"([^\"]+[^.\"])\"\\s*[,)]");
        for (var source : sources()) {
            var calls = call.matcher(read(source));
            while (calls.find()) {
                asked.add(calls.group(1));
            }
        }
        return asked;
    }

    /** Removes directives with their conditions, and ${…}, by counting brackets. */
    private static String withoutCode(String page) {
        var text = page.replaceAll("(?s)<%--.*?--%>", "").replaceAll("(?m)^\\s*@(import|param).*$", "");
        var rest = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            var directive =
                    Pattern.compile("[$!]\\w*\\{|@[\\w.]+\\(?").matcher(text).region(i, text.length());
            if (!directive.lookingAt()) {
                rest.append(text.charAt(i));
                continue;
            }
            char opened = text.charAt(directive.end() - 1);
            i = opened == '{' || opened == '(' ? closing(text, directive.end() - 1) : directive.end() - 1;
        }
        return rest.toString();
    }

    private static int closing(String text, int from) {
        char open = text.charAt(from);
        char close = open == '{' ? '}' : ')';
        int depth = 0;
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) == open) {
                depth++;
            } else if (text.charAt(i) == close && --depth == 0) {
                return i;
            }
        }
        return text.length();
    }

    /** Plural and select arms carry syntax such as "one {"; addresses and times carry colons of their own. */
    private static String withoutSyntax(String text) {
        return text.replaceAll("\\{\\d+, (plural|select|number|date)[^{}]*", "")
                .replaceAll("\\{\\d+(, \\w+)*}", "x")
                .replaceAll("https?://\\S+", "");
    }

    private static Map<String, String> texts(String language) {
        var all = new LinkedHashMap<String, String>();
        files("messages_" + language + ".properties")
                .forEach(file -> lines(file).forEach(line -> {
                    int equals = line.indexOf('=');
                    if (equals > 0 && !line.startsWith("#")) {
                        all.put(
                                line.substring(0, equals).trim(),
                                line.substring(equals + 1).trim());
                    }
                }));
        return all;
    }

    private static List<String> keys(Path file) {
        return lines(file).stream()
                .filter(line -> line.contains("=") && !line.startsWith("#"))
                .map(line -> line.substring(0, line.indexOf('=')).trim())
                .toList();
    }

    private static List<Path> sources() {
        return java.util.stream.Stream.of(".java", ".jte", ".properties")
                .flatMap(ending -> files(ending).stream())
                .filter(file -> !file.getFileName().toString().startsWith("messages_"))
                .toList();
    }

    private static List<Path> files(String ending) {
        try (var all = Files.walk(SOURCES)) {
            return all.filter(file -> file.toString().endsWith(ending)).sorted().collect(Collectors.toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> lines(Path file) {
        return read(file).lines().toList();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
