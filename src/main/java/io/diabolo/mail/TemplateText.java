package io.diabolo.mail;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.Template;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One text of a template: words with variables such as {@code {{person.first_name | Madame, Monsieur}}}, where what stands
 * behind the stroke is said when there is no value. Nothing but variables of the list: no loops, no includes, no code.
 */
public final class TemplateText {
    /** What may be named, in the order in which a page shows it. */
    static final List<String> VARIABLES = List.of(
            "person.first_name",
            "person.last_name",
            "person.name",
            "person.title",
            "person.city",
            "company.name",
            "company.industry",
            "company.city",
            "company.domain",
            "lead.name",
            "lead.source",
            "lead.campaign",
            "sender.name",
            "sender.first_name",
            "sender.email");

    private static final Mustache.Compiler COMPILER =
            Mustache.compiler().escapeHTML(false).standardsMode(true).defaultValue("");

    private TemplateText() {}

    /**
     * Why it can't be used.
     *
     * @param key of a text whose arguments are {@code what} and the list of those that there are
     */
    public record Fault(String key, String what) {}

    /** Null when it is right. */
    static @Nullable Fault fault(String text) {
        return fault(text, VARIABLES);
    }

    /**
     * The same of a text that stands elsewhere, such as in a quote.
     *
     * @param known what may be named in it, in lower case
     */
    public static @Nullable Fault fault(String text, Collection<String> known) {
        try {
            var looking = new Looking();
            COMPILER.compile(text).visit(looking);
            if (looking.forbidden) {
                return new Fault("template.fault.form", "");
            }
            return looking.names.stream()
                    .map(TemplateText::variable)
                    .filter(name -> !known.contains(name))
                    .findFirst()
                    .map(name -> new Fault("template.fault.variable", name))
                    .orElse(null);
        } catch (MustacheException e) {
            return new Fault("template.fault.form", "");
        }
    }

    /**
     * @param values by variable; what is missing or blank gives its fallback
     * @param missing gets the variables that had neither
     */
    public static String fill(String text, Map<String, String> values, Set<String> missing) {
        Template template = COMPILER.compile(text);
        return template.execute((Mustache.CustomContext) name -> {
            var variable = variable(name);
            var value = values.getOrDefault(variable, "").strip();
            if (!value.isEmpty()) {
                return value;
            }
            var stroke = name.indexOf('|');
            var fallback = stroke < 0 ? "" : name.substring(stroke + 1).strip();
            if (stroke < 0) {
                missing.add(variable);
            }
            return fallback;
        });
    }

    private static String variable(String name) {
        var stroke = name.indexOf('|');
        return (stroke < 0 ? name : name.substring(0, stroke)).strip().toLowerCase(Locale.ROOT);
    }

    /** Names what a text asks for. */
    private static final class Looking implements Mustache.Visitor {
        private final Set<String> names = new LinkedHashSet<>();
        private boolean forbidden;

        @Override
        public void visitText(String text) {
            // A variable that isn't closed is taken for words.
            forbidden |= text.contains("{{") || text.contains("}}");
        }

        @Override
        public void visitVariable(String name) {
            names.add(name);
        }

        @Override
        public boolean visitInclude(String name) {
            forbidden = true;
            return false;
        }

        @Override
        public boolean visitParent(String name) {
            forbidden = true;
            return false;
        }

        @Override
        public boolean visitBlock(String name) {
            forbidden = true;
            return false;
        }

        @Override
        public boolean visitSection(String name) {
            forbidden = true;
            return false;
        }

        @Override
        public boolean visitInvertedSection(String name) {
            forbidden = true;
            return false;
        }
    }

    static List<String> sorted(Set<String> missing) {
        var all = new ArrayList<>(missing);
        all.sort(java.util.Comparator.comparingInt(VARIABLES::indexOf));
        return List.copyOf(all);
    }
}
