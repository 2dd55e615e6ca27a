package uk.code4health.opendata.standards;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.apache.jena.query.QueryExecution;
import org.apache.jena.query.QueryExecutionFactory;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.shacl.ShaclValidator;
import org.apache.jena.shacl.Shapes;

/** A document as an aggregator reads it: JSON-LD made into RDF, asked in SPARQL, held to shapes. It asks no other server for anything. */
public final class LinkedData {

    private static final String PREFIXES = """
            prefix dcat: <http://www.w3.org/ns/dcat#>
            prefix dct: <http://purl.org/dc/terms/>
            prefix foaf: <http://xmlns.com/foaf/0.1/>
            prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#>
            prefix schema: <https://schema.org/>
            """;

    private final Model model = ModelFactory.createDefaultModel();

    public LinkedData(String jsonLd) {
        RDFParser.create().source(new StringReader(jsonLd)).lang(Lang.JSONLD11).parse(model);
    }

    /** The answers to a question, the values of each joined by a vertical line. */
    public List<String> ask(String question) {
        try (QueryExecution asked = QueryExecutionFactory.create(PREFIXES + question, model)) {
            List<String> answers = new ArrayList<>();
            asked.execSelect().forEachRemaining(row -> {
                List<String> values = new ArrayList<>();
                row.varNames()
                        .forEachRemaining(name -> values.add(
                                row.get(name).isLiteral()
                                        ? row.getLiteral(name).getLexicalForm()
                                        : row.get(name).toString()));
                answers.add(String.join("|", values));
            });
            return answers;
        }
    }

    /** What is against the shapes of a file. */
    public List<String> faultsBy(String shapes) {
        Shapes parsed = Shapes.parse(RDFDataMgr.loadModel(shapes).getGraph());
        return ShaclValidator.get().validate(parsed, model.getGraph()).getEntries().stream()
                .map(entry -> entry.focusNode() + " " + entry.resultPath() + ": " + entry.message())
                .toList();
    }
}
