package uk.code4health.opendata.contract.clients;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A call of an operation, by the names that the document has.
 *
 * @param operation its id: {@code listRecords}
 * @param path what stands in the address, the parts of each
 * @param query the values of each parameter, as texts
 */
public record ClientCall(String operation, Map<String, List<String>> path, Map<String, List<String>> query) {

    /** A call that is given nothing. */
    public static ClientCall of(String operation) {
        return new ClientCall(operation, Map.of(), Map.of());
    }

    /** The same with something more in its address. */
    public ClientCall at(String parameter, List<String> parts) {
        Map<String, List<String>> more = new LinkedHashMap<>(path);
        more.put(parameter, parts);
        return new ClientCall(operation, more, query);
    }

    /** The same with a parameter more. */
    public ClientCall with(String parameter, List<String> values) {
        Map<String, List<String>> more = new LinkedHashMap<>(query);
        more.put(parameter, values);
        return new ClientCall(operation, path, more);
    }

    /** The same with a parameter of one value more. */
    public ClientCall with(String parameter, String value) {
        return with(parameter, List.of(value));
    }
}
