/** Readers of the standards that the catalogue is described in, each as strict as its standard, for tests to read our answers with. */
package uk.code4health.opendata.standards;
