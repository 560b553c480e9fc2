package docs_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// goIdentifier is a word in code font that can only be a name in Go: one with a
// capital after a small letter, or one that is qualified by a package or a type.
var goIdentifier = regexp.MustCompile("`(?:([A-Za-z]+)\\.)?([A-Za-z]*[a-z][A-Z][A-Za-z]*|[A-Z][A-Za-z]*)(?:\\(\\))?`")

// ofOthers are names that other code declares.
var ofOthers = []string{"DeprecationMessage", "GNUmakefile", "ImportStatePassthroughWithIdentity"}

// The pages for contributors name identifiers that exist in the code.
func TestIdentifiers(t *testing.T) {
	t.Parallel()

	declared := identifiers(t)
	checked := 0

	for _, page := range pages(t, ".github", ".md") {
		for _, match := range goIdentifier.FindAllStringSubmatch(fence.ReplaceAllString(read(t, page), ""), -1) {
			qualifier, name := match[1], match[2]

			// A word alone can be that of another tool, and a package can be another's.
			isMixed := strings.IndexFunc(name, isSmall) >= 0 && strings.IndexFunc(name[1:], isCapital) >= 0
			if slices.Contains(ofOthers, name) || qualifier == "" && !isMixed || qualifier != "" && declared[qualifier] == nil {
				continue
			}

			checked++

			if !declared[qualifier][name] {
				t.Errorf("%s names %s, which the code does not declare", filepath.Base(page), match[0])
			}
		}
	}

	if checked < 20 {
		t.Errorf("only %d identifiers were found", checked)
	}
}

func isSmall(letter rune) bool { return letter >= 'a' && letter <= 'z' }

func isCapital(letter rune) bool { return letter >= 'A' && letter <= 'Z' }

// identifiers are the names that the code declares, by package and by type, and all
// of them by the empty text.
func identifiers(t *testing.T) map[string]map[string]bool {
	t.Helper()

	declared := map[string]map[string]bool{"": {}}

	add := func(of, name string) {
		if declared[of] == nil {
			declared[of] = make(map[string]bool)
		}

		declared[of][name] = true
		declared[""][name] = true
	}

	for _, path := range append(pages(t, "internal", ".go"), filepath.Join(repository, "log.go"), filepath.Join(repository, "memory.go")) {
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}

		ast.Inspect(file, func(node ast.Node) bool {
			switch node := node.(type) {
			case *ast.FuncDecl:
				add(file.Name.Name, node.Name.Name)

				if node.Recv != nil {
					add(receiver(node.Recv.List[0].Type), node.Name.Name)
				}
			case *ast.TypeSpec:
				add(file.Name.Name, node.Name.Name)
			case *ast.ValueSpec:
				for _, name := range node.Names {
					add(file.Name.Name, name.Name)
				}
			case *ast.Field:
				for _, name := range node.Names {
					add("", name.Name)
				}
			}

			return true
		})
	}

	return declared
}

// receiver is the name of the type of a method.
func receiver(kind ast.Expr) string {
	switch kind := kind.(type) {
	case *ast.StarExpr:
		return receiver(kind.X)
	case *ast.IndexExpr:
		return receiver(kind.X)
	case *ast.Ident:
		return kind.Name
	default:
		return ""
	}
}
