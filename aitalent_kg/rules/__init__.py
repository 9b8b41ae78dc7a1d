"""Rules as trees over counted things: outcome, proof, smallest additions. No RDF here."""
