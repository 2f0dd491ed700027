package io.diabolo.delivery;

import io.diabolo.jooq.tables.records.SalesOrderRecord;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an order lacks until it can be delivered and invoiced, by the names of its fields. A French buyer needs what
 * electronic invoicing asks for (CGI art. 289 bis, annex II art. 242 nonies A; decree 2022-1299); a public one, whose
 * SIREN begins with 1 or 2, its service code and a purchase order too.
 */
final class OrderCheck {
    private OrderCheck() {}

    /** @param document whether a purchase order is among its documents */
    static List<String> missing(SalesOrderRecord order, boolean document) {
        var missing = new ArrayList<String>();
        need(order.getCompanyId() != null, "company", missing);
        need(!order.getBillingName().isBlank(), "billing_name", missing);
        need(!order.getBillingAddress().isBlank(), "billing_address", missing);
        need(order.getOperationKind() != null, "operation_kind", missing);
        if (isFrench(order)) {
            need(filled(order.getSiren()), "siren", missing);
            need(filled(order.getSiret()), "siret", missing);
            need(filled(order.getEinvoicingAddress()), "einvoicing_address", missing);
        }
        if (!isPublic(order)) {
            need(filled(order.getVatNumber()), "vat_number", missing);
        }
        if (!"services".equals(order.getOperationKind())) {
            need(!order.getDeliveryAddress().isBlank(), "delivery_address", missing);
        }
        if (isPublic(order)) {
            need(filled(order.getServiceCode()), "service_code", missing);
        }
        if (order.getPoRequired() || isPublic(order)) {
            need(filled(order.getPurchaseOrder()), "purchase_order", missing);
            need(document, "documents", missing);
        }
        need(!order.getDeliverables().isBlank(), "deliverables", missing);
        need(order.getDeliverOn() != null, "deliver_on", missing);
        return missing;
    }

    /** Unless a VAT number of another country says otherwise. */
    private static boolean isFrench(SalesOrderRecord order) {
        var vat = order.getVatNumber();
        return vat == null || vat.isBlank() || vat.startsWith("FR");
    }

    private static boolean isPublic(SalesOrderRecord order) {
        var siren = order.getSiren();
        return siren != null && (siren.startsWith("1") || siren.startsWith("2"));
    }

    private static boolean filled(@Nullable String text) {
        return text != null && !text.isBlank();
    }

    private static void need(boolean there, String field, List<String> missing) {
        if (!there) {
            missing.add(field);
        }
    }
}
