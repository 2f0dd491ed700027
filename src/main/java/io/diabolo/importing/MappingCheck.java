package io.diabolo.importing;

import io.diabolo.importing.mapping.Fields;
import io.diabolo.importing.mapping.Mapping;
import io.diabolo.importing.mapping.Use;
import io.diabolo.platform.BadInput;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A mapping that a person or another system gives names only what there is. */
final class MappingCheck {
    private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9_]{0,62}");

    private MappingCheck() {}

    static void check(Mapping mapping, List<Import.Look> looks) {
        var faults = new ArrayList<BadInput.Fault>();
        for (var file : mapping.files()) {
            var look = looks.stream()
                    .filter(table -> table.name().equals(file.file()))
                    .findFirst();
            if (look.isEmpty()) {
                faults.add(new BadInput.Fault("mapping", "import.mapping.no-such-file", file.file()));
                continue;
            }
            for (var column : file.columns()) {
                if (!look.get().header().contains(column.header())) {
                    faults.add(new BadInput.Fault(
                            "mapping", "import.mapping.no-such-column", column.header(), file.file()));
                } else if (column.use() instanceof Use.MapTo(var field, var _, var _, var _)
                        && (file.record() == null || Fields.of(file.record(), field) == null)) {
                    faults.add(new BadInput.Fault("mapping", "import.mapping.no-such-field", field, file.file()));
                } else if (column.use() instanceof Use.CustomField own
                        && !KEY.matcher(own.key()).matches()) {
                    faults.add(new BadInput.Fault("mapping", "import.mapping.bad-key", own.key(), file.file()));
                }
            }
        }
        if (!faults.isEmpty()) {
            throw new BadInput(faults);
        }
    }
}
