package io.diabolo.sheets;

import java.util.List;

/**
 * A sheet's questions.
 *
 * @param version rises with each change; 0: it came with Diabolo and nobody changed it
 * @param usedFor the kinds of record that this workspace asks by it
 */
public record SheetTemplate(String key, String name, List<Question> questions, int version, List<String> usedFor) {
    public boolean isUsedFor(String type) {
        return usedFor.contains(type);
    }
}
