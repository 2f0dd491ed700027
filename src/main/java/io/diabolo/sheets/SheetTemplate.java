package io.diabolo.sheets;

import java.util.List;

/**
 * A sheet's questions.
 *
 * @param version rises with each change; 0: it came with Diabolo and nobody changed it
 * @param inUse what this workspace qualifies by
 */
public record SheetTemplate(String key, String name, List<Question> questions, int version, boolean inUse) {}
