package io.diabolo.sequences;

import io.diabolo.web.Ui;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The page that asks into which sequence leads are taken, and says beforehand who wouldn't be.
 *
 * @param ids those chosen by name
 * @param query a list's parameters, as in its address; null: not by a list
 * @param look null: nothing was looked at yet
 */
record EnrollPage(
        List<Sequence> sequences,
        List<UUID> ids,
        @Nullable String query,
        @Nullable UUID targetList,
        @Nullable UUID chosen,
        boolean leadOwners,
        Enrolled.@Nullable Look look,
        String fault) {
    /** How many leads by which reason, in words. */
    List<Map.Entry<LeftOut, Long>> left() {
        return look == null ? List.of() : List.copyOf(look.left().entrySet());
    }

    static String why(LeftOut why, Ui ui) {
        return ui.t("enrollment.left." + why.id());
    }
}
