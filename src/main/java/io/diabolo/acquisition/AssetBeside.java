package io.diabolo.acquisition;

import io.diabolo.directory.RecordBeside;
import io.diabolo.records.RecordRow;
import io.diabolo.web.Ui;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Beside an asset: the file that it is, and where one is kept. */
@Component
@Order(31)
class AssetBeside implements RecordBeside {
    private final AssetFiles files;

    AssetBeside(AssetFiles files) {
        this.files = files;
    }

    @Override
    public List<Panel> of(String type, RecordRow row, Ui ui) {
        if (!type.equals("asset")) {
            return List.of();
        }
        var file = files.of(row.id());
        var path = "/marketing-assets/" + row.id();
        var may = Marketers.are(ui.me());
        if (file == null) {
            return may
                    ? List.of(new Panel(
                            "asset.file", List.of(new Line(ui.t("asset.file.add"), "", path + "/upload", ""))))
                    : List.of();
        }
        var kept = new Line(
                file.name(),
                ui.t("asset.file.size", Math.max(1, file.size() / 1_000)),
                path + "/file",
                may ? path + "/file/removal" : "");
        return List.of(new Panel(
                "asset.file",
                may ? List.of(kept, new Line(ui.t("asset.file.replace"), "", path + "/upload", "")) : List.of(kept)));
    }
}
