package io.diabolo.sheets;

import io.diabolo.configuration.ConfigurationSection;
import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The sheets that the workspace wrote or changed, by key. */
@Component
class SheetSection implements ConfigurationSection<SheetSection.Said> {
    private final SheetTemplates templates;

    SheetSection(SheetTemplates templates) {
        this.templates = templates;
    }

    /** @param words of a sheet that comes in two languages: by language what is worded otherwise than Diabolo does */
    record Said(
            String name, List<Question> questions, @Nullable Map<String, SheetWords.Worded> words) {}

    @Override
    public String id() {
        return "sheets";
    }

    @Override
    public int order() {
        return 20;
    }

    @Override
    public Class<Said> shape() {
        return Said.class;
    }

    @Override
    public Map<String, Said> items() {
        var all = new LinkedHashMap<String, Said>();
        for (var one : templates.changed()) {
            var words = one.words().byLanguage();
            var sheet = one.sheet();
            all.put(
                    sheet.key(),
                    new Said(sheet.name(), sheet.questions(), words.isEmpty() ? null : new TreeMap<>(words)));
        }
        return all;
    }

    @Override
    public void apply(String key, Said wanted, Actor me) {
        if (wanted.questions().stream().anyMatch(one -> one.choices().size() > 100)) {
            throw new BadInput("questions", "configuration.fault.many", 100);
        }
        var words = new SheetWords(Objects.requireNonNullElse(wanted.words(), Map.of()));
        templates.put(key, wanted.name(), wanted.questions(), words, me);
    }

    @Override
    public Set<String> actions() {
        return Set.of("sheet.updated");
    }

    @Override
    public Set<String> kinds() {
        return Set.of("sheet_template");
    }

    @Override
    public boolean mayApply(Actor me) {
        return SheetTemplates.isEditor(me);
    }

    /** By which sheet records of a kind are asked, and whether a lead needs it complete. */
    @Component
    static class InUse implements ConfigurationSection<InUse.Asked> {
        private final SheetTemplates templates;
        private final SheetRequirement requirement;

        InUse(SheetTemplates templates, SheetRequirement requirement) {
            this.templates = templates;
            this.requirement = requirement;
        }

        /** @param required whether a lead needs it complete to count as qualified; of other records nothing is required */
        record Asked(String sheet, boolean required) {}

        @Override
        public String id() {
            return "sheets_in_use";
        }

        @Override
        public int order() {
            return 30;
        }

        @Override
        public Class<Asked> shape() {
            return Asked.class;
        }

        @Override
        public Map<String, Asked> items() {
            var all = new LinkedHashMap<String, Asked>();
            for (var type : BuiltInSheets.TYPES) {
                all.put(
                        type,
                        new Asked(
                                templates.inUse(type, Locale.ENGLISH).key(),
                                type.equals("lead") && requirement.isRequired()));
            }
            return all;
        }

        @Override
        public void apply(String key, Asked wanted, Actor me) {
            if (!BuiltInSheets.TYPES.contains(key)) {
                throw new BadInput("", "configuration.fault.item", String.join(", ", BuiltInSheets.TYPES));
            }
            if (templates.known(wanted.sheet(), me.locale()) == null) {
                throw new BadInput("sheet", "configuration.fault.reference", wanted.sheet());
            }
            templates.use(wanted.sheet(), key, me);
            if (key.equals("lead") && requirement.isRequired() != wanted.required()) {
                requirement.change(wanted.required(), me);
            }
        }

        @Override
        public Set<String> actions() {
            return Set.of("sheet.chosen", "sheet-requirement.changed");
        }

        @Override
        public Set<String> kinds() {
            return Set.of("sheet_setting");
        }

        @Override
        public boolean mayApply(Actor me) {
            return SheetTemplates.isEditor(me);
        }

        /** The requirement has no change set of its own; a choice that was taken back already isn't found changed. */
        @Override
        public boolean isSetBack() {
            return true;
        }
    }
}
