package uk.code4health.opendata.bench;

import java.sql.Connection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Every question that is measured, each after a check that both sides answer the same. */
final class Cases {

    static final String FIRST_PAGE = "first page, never asked";
    static final String DEEP_PAGE = "deep page, never asked";

    private static final String RECORDS = Patients.ADDRESS + "records";
    private static final String CODE = Patients.code(":code");
    private static final String BY_PRACTICE = "sort=practice_code";
    private static final double OF_POSTGRES = 1.2;
    private static final double OF_NGINX = 0.7;
    private static final int ASKED_BEFORE = 300;
    private static final int ABOVE_ALL = 1_000_000;
    private static final int FARTHEST_WALK = 500_000;

    private final Patients patients;
    private final Asking asking;
    private final Connection sql;
    private final Addresses addresses;
    private final SameRows same;

    Cases(Patients patients, Asking asking, Connection sql) {
        this.patients = patients;
        this.asking = asking;
        this.sql = sql;
        this.addresses = new Addresses(patients, asking.settings().addresses());
        this.same = new SameRows(asking.service(), sql);
    }

    /** Makes a case when its turn has come; there is none where the service cannot be asked it yet. */
    interface Maker {
        Optional<Case> make(String name);
    }

    /** All of them by name, in the order of the table. */
    Map<String, Maker> all() {
        Map<String, Maker> cases = new LinkedHashMap<>();
        cases.put("filtered page, never asked", this::filteredPage);
        cases.put("filtered page, conditions never asked", this::filteredPageOfNewConditions);
        cases.put("filtered page, asked before", this::filteredPageAskedBefore);
        cases.put(FIRST_PAGE, this::firstPage);
        cases.put("first page, asked before", this::firstPageAskedBefore);
        cases.put(DEEP_PAGE, this::deepPage);
        cases.put("page by key, never asked", this::pageByKey);
        cases.put("deep page by key, never asked", this::deepPageByKey);
        cases.put("aggregate of a practice, never asked", this::aggregate);
        cases.put("not modified", this::notModified);
        cases.put("CSV of all rows, rows a second", this::export);
        return cases;
    }

    /**
     * Asks for some time what no case asks. A virtual machine that has just started compiles what it runs often while it
     * runs; a service that is asked every day has done so.
     */
    void warmUp() {
        Wrk.ask(
                asking.service(),
                addresses.ofConditions(2 * ABOVE_ALL),
                asking.settings().warmUp());
    }

    private Optional<Case> filteredPage(String name) {
        Script script = Script.json(
                Map.of("code", practices(), "most", limits()),
                Patients.select() + "where practice_code = " + CODE + " order by _id limit :most");
        same.require(
                RECORDS + "?total=none&practice_code=" + Patients.code(17),
                script.with(Map.of("code", 17, "most", 100)));
        return Optional.of(asking.neverAsked(name, addresses.ofPractices("records", ""), script, OF_POSTGRES));
    }

    private Optional<Case> filteredPageOfNewConditions(String name) {
        Script script = Script.json(
                Map.of("code", practices(), "below", random(ABOVE_ALL, 2 * ABOVE_ALL)),
                Patients.select() + "where practice_code = " + CODE
                        + " and number_of_patients < :below order by _id limit 100");
        same.require(
                RECORDS + "?practice_code=" + Patients.code(17) + "&number_of_patients__lt=" + (ABOVE_ALL - 1),
                script.with(Map.of("code", 17, "below", ABOVE_ALL - 1)));
        return Optional.of(asking.neverAsked(name, addresses.ofConditions(ABOVE_ALL), script, OF_POSTGRES));
    }

    private Optional<Case> filteredPageAskedBefore(String name) {
        List<String> pages = IntStream.range(0, Math.min(ASKED_BEFORE, patients.practices()))
                .mapToObj(practice -> RECORDS + "?practice_code=" + Patients.code(practice))
                .toList();
        return Optional.of(asking.askedBefore(name, pages, OF_NGINX));
    }

    private Optional<Case> firstPage(String name) {
        return page(name, RECORDS, "order by _id");
    }

    private Optional<Case> firstPageAskedBefore(String name) {
        return Optional.of(asking.askedBefore(name, List.of(RECORDS), OF_NGINX));
    }

    private Optional<Case> deepPage(String name) {
        Place place = Place.inDefaultOrder(asking.service(), sql, patients.rows() / 20 * 19);
        return page(name, place.next(), "where _id > " + place.rowId() + " order by _id");
    }

    private Optional<Case> pageByKey(String name) {
        return page(name, RECORDS + "?" + BY_PRACTICE, "order by practice_code, _id");
    }

    private Optional<Case> deepPageByKey(String name) {
        long records = Math.min(FARTHEST_WALK, patients.rows() / 2);
        Place place = Place.inOrderOfPractices(asking.service(), sql, records / 10_000 * 10_000);
        return page(
                name,
                place.next().replace("limit=10000", "limit=100").replace("&total=none", ""),
                "where (practice_code, _id) > ('" + place.practice() + "', " + place.rowId()
                        + ") order by practice_code, _id");
    }

    /** A page that is found anew each time. */
    private Optional<Case> page(String name, String address, String rest) {
        Script script = Script.json(Map.of(), Patients.select() + rest + " limit 100");
        same.require(address, script.statement());
        return Optional.of(asking.neverAsked(name, addresses.ofReaders(address), script, OF_POSTGRES));
    }

    private Optional<Case> aggregate(String name) {
        String measures = "&group_by=sex&measure=sum(number_of_patients),count()";
        String example = Patients.ADDRESS + "aggregate?practice_code=" + Patients.code(17) + measures;
        if (Web.ask(asking.service() + example).statusCode() == 404) {
            return Optional.empty();
        }
        Script script = Script.json(
                Map.of("code", practices()),
                "select sex, sum(number_of_patients) as number_of_patients_sum,"
                        + " bool_and(number_of_patients is not null) as number_of_patients_sum_complete,"
                        + " count(*) as count from "
                        + Patients.TABLE + " where practice_code = " + CODE + " group by sex order by sex");
        same.require(example, script.with(Map.of("code", 17)));
        return Optional.of(asking.neverAsked(name, addresses.ofPractices("aggregate", measures), script, 0.8));
    }

    private Optional<Case> notModified(String name) {
        return Optional.of(asking.notModified(name, RECORDS + "?practice_code=" + Patients.code(17), 0.8));
    }

    private Optional<Case> export(String name) {
        String address = RECORDS + "?format=csv";
        String query = Patients.select() + "order by _id";
        same.requireFile(address, query);
        return Optional.of(asking.export(name, address, query, patients.rows(), 0.5));
    }

    private String practices() {
        return random(0, patients.practices() - 1);
    }

    private String limits() {
        return random(
                addresses.limits().min().orElseThrow(), addresses.limits().max().orElseThrow());
    }

    private static String random(int lowest, int highest) {
        return "random(" + lowest + ", " + highest + ")";
    }
}
