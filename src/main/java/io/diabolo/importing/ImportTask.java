package io.diabolo.importing;

import io.diabolo.importing.mapping.Mapping;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the job of an import is to do.
 *
 * @param step read, preview or apply
 * @param targets what a person said that files are, by the table's name
 * @param mapping a mapping given with the files
 * @param yes go on by itself, taking what is proposed; a question without a proposal stops it
 * @param dry with yes: stop before applying
 * @param origin through what it came
 */
record ImportTask(
        UUID id,
        Step step,
        Map<String, String> targets,
        @Nullable Mapping mapping,
        boolean yes,
        boolean dry,
        String origin) {
    enum Step {
        READ,
        PREVIEW,
        APPLY
    }

    ImportTask then(Step next) {
        return new ImportTask(id, next, Map.of(), null, yes, dry, origin);
    }
}
