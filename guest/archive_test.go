package main

import "testing"

func TestNamesThatLeadOutsideAreRefused(t *testing.T) {
	for _, name := range []string{"", "/", "/a", "..", "../a", "a/../../b", "a/..", "./..", "a\\..\\b", "a\x00b", "a/../b"} {
		if clean, err := safeName(name); err == nil {
			t.Errorf("%q is taken as %q", name, clean)
		}
	}
	for name, wanted := range map[string]string{"a": "a", "./a/": "a", "a//b": "a/b", "..a/b..": "..a/b..", ".": "."} {
		if clean, err := safeName(name); err != nil || clean != wanted {
			t.Errorf("%q is %q, %v", name, clean, err)
		}
	}
}

func TestLinksThatLeadOutsideAreRefused(t *testing.T) {
	for name, target := range map[string]string{"l": "..", "a/l": "../..", "a/b/l": "../../../x", "m": "/etc", "n": "", "o": "d/l/..", "a/p": "../d/../x"} {
		if safeLink(name, target) == nil {
			t.Errorf("%q may lead to %q", name, target)
		}
	}
	for name, target := range map[string]string{"l": "a", "a/l": "..", "a/b/l": "../../x", "m": "."} {
		if err := safeLink(name, target); err != nil {
			t.Errorf("%q to %q: %v", name, target, err)
		}
	}
}
