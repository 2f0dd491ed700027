package io.diabolo.importing;

import io.diabolo.importing.mapping.ColumnMapping;
import io.diabolo.importing.mapping.DateOrder;
import io.diabolo.importing.mapping.DecimalMark;
import io.diabolo.importing.mapping.FileMapping;
import io.diabolo.importing.mapping.Format;
import io.diabolo.importing.mapping.Mapping;
import io.diabolo.importing.mapping.Use;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The mapping page's form read back: selects named by file and column. */
final class MappingForm {
    private MappingForm() {}

    /** Files whose rows are said to be something else than before, by name. */
    static Map<String, String> targets(Import what, Map<String, String> form) {
        var said = new HashMap<String, String>();
        for (int i = 0; i < what.mapping().files().size(); i++) {
            var file = what.mapping().files().get(i);
            var target = form.get("r-" + i);
            if (target != null
                    && !target.isEmpty()
                    && (file.record() == null || !file.record().id().equals(target))) {
                said.put(file.file(), target);
            }
        }
        return said;
    }

    static Mapping mapping(Import what, Map<String, String> form) {
        var files = new ArrayList<FileMapping>();
        for (int i = 0; i < what.mapping().files().size(); i++) {
            var file = what.mapping().files().get(i);
            var columns = new ArrayList<ColumnMapping>();
            for (int j = 0; j < file.columns().size(); j++) {
                var column = file.columns().get(j);
                columns.add(new ColumnMapping(
                        column.header(),
                        use(column, form.get("c-" + i + "-" + j)),
                        format(column.format(), form.get("f-" + i + "-" + j)),
                        column.values()));
            }
            files.add(new FileMapping(file.file(), file.record(), file.key(), columns, file.constants()));
        }
        return new Mapping(what.mapping().version(), files);
    }

    private static Use use(ColumnMapping column, @Nullable String choice) {
        if (choice == null) {
            return column.use();
        }
        return switch (choice) {
            case "nothing" -> new Use.Ignore();
            case "custom" ->
                column.use() instanceof Use.CustomField own
                        ? own
                        : new Use.CustomField(key(column.header()), column.header(), type(column.format()));
            default -> choice.equals(column.field()) ? column.use() : new Use.MapTo(choice, null, null);
        };
    }

    private static String type(Format format) {
        return switch (format.kind()) {
            case INTEGER, DECIMAL, PERCENTAGE -> "number";
            case MONEY -> "money";
            case DATE, DATE_TIME -> "date";
            case BOOLEAN -> "boolean";
            case URL -> "url";
            case TEXT, EMAIL, PHONE, SIREN, SIRET, VAT_NUMBER, COUNTRY -> "text";
        };
    }

    static String key(String header) {
        var plain = Normalizer.normalize(header, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "_")
                .replaceAll("^_+|_+$", "");
        var key = plain.isEmpty() || !Character.isLetter(plain.charAt(0)) ? "c_" + plain : plain;
        return key.length() > 60 ? key.substring(0, 60) : key;
    }

    private static Format format(Format format, @Nullable String choice) {
        if (choice == null || choice.isEmpty()) {
            return format;
        }
        return switch (choice) {
            case "point" -> format.numbered(DecimalMark.POINT);
            case "comma" -> format.numbered(DecimalMark.COMMA);
            case "ymd", "dmy", "mdy" -> format.dated(DateOrder.valueOf(choice.toUpperCase(Locale.ROOT)));
            default -> format;
        };
    }
}
