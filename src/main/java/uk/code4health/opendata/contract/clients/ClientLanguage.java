package uk.code4health.opendata.contract.clients;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The languages that clients are made in. */
public enum ClientLanguage {
    JAVA(
            "Java",
            "You need Java 17 or later, and Maven, which fetches the one library that the client uses: Jackson.",
            """
            cd {client}
            mvn install""",
            names -> Map.of(
                    "groupId", "uk.code4health.opendata",
                    "artifactId", names.client(),
                    "artifactVersion", ClientNames.VERSION,
                    "invokerPackage", javaPackage(names),
                    "apiPackage", javaPackage(names),
                    "modelPackage", javaPackage(names))),
    TYPESCRIPT(
            "TypeScript",
            "For TypeScript and JavaScript, in Node.js 18 or later and in browsers. The client uses no other library.",
            """
            cd {client}
            npm install
            cd ../your-project
            npm install ../{client}""",
            names -> Map.of("npmName", names.client(), "npmVersion", ClientNames.VERSION)),
    PYTHON(
            "Python",
            "You need Python 3.9 or later. The client uses no other library.",
            """
            cd {client}""",
            names -> Map.of(
                    "packageName",
                    names.inSnakeCase() + "_client",
                    "projectName",
                    names.client(),
                    "packageVersion",
                    ClientNames.VERSION)),
    R(
            "R",
            "You need R 4.2 or later, with the packages jsonlite and curl.",
            """
            Rscript -e 'install.packages(c("jsonlite", "curl"))'
            R CMD INSTALL {client}""",
            names -> Map.of("packageName", names.inCamelCase(), "packageVersion", ClientNames.VERSION));

    private static final String FOLDER = "{client}";

    private final String label;
    private final String needs;
    private final String installation;
    private final Function<ClientNames, Map<String, String>> properties;

    ClientLanguage(
            String label, String needs, String installation, Function<ClientNames, Map<String, String>> properties) {
        this.label = label;
        this.needs = needs;
        this.installation = installation;
        this.properties = properties;
    }

    private static String javaPackage(ClientNames names) {
        return "uk.code4health.opendata.client." + names.run();
    }

    /** The language of a name in an address. */
    public static Optional<ClientLanguage> of(String id) {
        return Arrays.stream(values())
                .filter(language -> language.id().equals(id))
                .findFirst();
    }

    /** The names in addresses. */
    public static List<String> ids() {
        return Arrays.stream(values()).map(ClientLanguage::id).toList();
    }

    /** Its name in addresses: {@code typescript}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Its name for people. */
    public String label() {
        return label;
    }

    /** What it needs, in a sentence. */
    public String needs() {
        return needs;
    }

    /** How a client is made ready, once its ZIP is here: commands for a shell. */
    public String installation(ClientNames names) {
        String zip = names.dataset() + "-client-" + id() + ".zip";
        return "unzip " + zip + "\n" + installation.replace(FOLDER, names.client());
    }

    /** What the generator is told of a dataset's client. */
    Map<String, String> properties(ClientNames names) {
        Map<String, String> all = new LinkedHashMap<>(properties.apply(names));
        all.put("datasetId", names.dataset().value());
        all.put("clientName", names.client());
        all.put("clientVersion", ClientNames.VERSION);
        all.put("apiNameSuffix", "Client");
        return all;
    }

    /** Writes calls of a dataset's client. */
    CallWriter calls(ClientNames names, JsonNode document) {
        return switch (this) {
            case JAVA -> new JavaCalls(new JavaNames(ClientResources.settings(this), document, names.record()));
            case TYPESCRIPT -> new TypeScriptCalls();
            case PYTHON -> new PythonCalls();
            case R -> new RCalls();
        };
    }
}
