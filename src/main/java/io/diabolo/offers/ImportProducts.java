package io.diabolo.offers;

import io.diabolo.importing.Applying;
import io.diabolo.importing.ImportTarget;
import io.diabolo.importing.RecordSet;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Rows of a file that become products. */
@Component
@Order(20)
class ImportProducts implements ImportTarget {
    @Override
    public String target() {
        return "product";
    }

    @Override
    public void write(Applying applying) {
        applying.run(
                "product",
                "update %s set refusal = 'import.rejected.nameless' where coalesce(name, external_id) is null and refusal is null");
        applying.matching()
                .match(
                        "product",
                        "product",
                        "external_id",
                        "coalesce(s.external_id, case when s.derived then s.name end)",
                        "r.external_id");
        applying.matching().match("product", "product", "name", "fold(s.name)", "r.name_key");
        applying.decide("product");
        applying.write(RecordSet.of("product", "product")
                .needed("name", "coalesce(s.name, s.external_id)", "s.name")
                .fields("family list_price unit_cost")
                .needed("vat_rate", "coalesce(s.vat_rate, 20)", "s.vat_rate")
                .needed("unit", "coalesce(s.sales_unit, '')", "s.sales_unit")
                .needed("description", "coalesce(s.description, '')", "s.description")
                .needed(
                        "currency",
                        "coalesce(s.unit, (select currency from workspace_setting))",
                        "case when s.list_price is not null then s.unit end")
                .column("recurring_period", "recurring_period", PERIOD));
    }

    private static final String PERIOD = """
            case when fold(s.recurring_period) in ('month', 'monthly', 'mois', 'mensuel', 'mensuelle') then 'month'
                 when fold(s.recurring_period) in ('quarter', 'quarterly', 'trimestre', 'trimestriel', 'trimestrielle') then 'quarter'
                 when fold(s.recurring_period) in ('year', 'yearly', 'annual', 'an', 'annee', 'annuel', 'annuelle') then 'year' end""";
}
