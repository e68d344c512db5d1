package sql

import "testing"

// Add makes a statement known by name for one test, so that what the engine does with a text can be tested without a file that
// only a test would use.
func Add(t testing.TB, name, text string) string {
	t.Helper()
	all, err := statements()
	if err != nil {
		t.Fatal(err)
	}
	if _, taken := all[name]; taken {
		t.Fatalf("there is a query %s", name)
	}
	s, err := newStatement(name, text)
	if err != nil {
		t.Fatal(err)
	}
	all[name] = s
	t.Cleanup(func() { delete(all, name) })
	return name
}

// Declared gives the parameters of a named statement and their types.
func Declared(t testing.TB, name string) map[string]string {
	t.Helper()
	s, err := lookup(name)
	if err != nil {
		t.Fatal(err)
	}
	return s.declared
}

// Remove forgets a statement of Add before the test ends.
func Remove(t testing.TB, name string) {
	t.Helper()
	all, err := statements()
	if err != nil {
		t.Fatal(err)
	}
	delete(all, name)
}
