package uk.code4health.opendata.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;

/**
 * Measures a service that has the patients, beside PostgreSQL itself and nginx.
 *
 * @param markdown the table
 * @param failures what went wrong in which case
 */
public record Serving(String markdown, List<String> failures) {

    /**
     * All cases that the settings choose; one that fails does not stop the others.
     *
     * @param service its address
     * @param sql a connection to its database
     * @param port of its database
     * @param folder for nginx, empty
     */
    public static Serving measure(
            Settings settings, Patients patients, String service, Connection sql, int port, Path folder) {
        ServeTable table = new ServeTable();
        try (Nginx nginx = Nginx.start(folder, Web.get(service + Patients.ADDRESS + "records"))) {
            Asking asking = new Asking(service, nginx, new Pgbench(port), settings);
            Cases cases = new Cases(patients, asking, sql);
            cases.warmUp();
            cases.all().forEach((name, maker) -> {
                if (settings.cases().matcher(name).find()) {
                    measure(name, maker, settings.rounds(), table);
                }
            });
        }
        return new Serving(table.markdown(settings.explained()), table.failures());
    }

    private static void measure(String name, Cases.Maker maker, int rounds, ServeTable table) {
        try {
            maker.make(name).ifPresentOrElse(made -> table.add(made.measure(rounds)), () -> table.addNotThere(name));
        } catch (AssertionError failure) {
            table.addFailed(name, failure);
        }
    }
}
