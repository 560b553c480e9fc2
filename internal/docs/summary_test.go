package docs_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// anything stands for the part of a summary that is only known in a run.
const anything = "…"

// summaryArgument is where each function that makes a diagnostic takes its
// summary.
var summaryArgument = map[string]int{
	"AddError": 0, "AddWarning": 0, "AddAttributeError": 1, "AddAttributeWarning": 1,
	"NewErrorDiagnostic": 0, "NewWarningDiagnostic": 0,
	"NewAttributeErrorDiagnostic": 1, "NewAttributeWarningDiagnostic": 1,
	"WarnOnce": 1,
}

// source is the code of the provider, as far as it is needed to find what its
// errors and warnings are called.
type source struct {
	set       *token.FileSet
	functions []*ast.FuncDecl
	constants map[string]ast.Expr
}

// parseSource reads every package that a provider is made of.
func parseSource(t *testing.T) *source {
	t.Helper()

	s := &source{set: token.NewFileSet(), constants: make(map[string]ast.Expr)}

	err := filepath.WalkDir("..", func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && (entry.Name() == "gitlabsim" || entry.Name() == "cmd" || entry.Name() == "acctest" || entry.Name() == "standin"):
			return filepath.SkipDir
		case filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go"):
			return nil
		}

		file, err := parser.ParseFile(s.set, path, nil, parser.SkipObjectResolution)
		if err == nil {
			s.add(file)
		}

		return err
	})
	if err != nil {
		t.Fatal(err)
	}

	return s
}

func (s *source) add(file *ast.File) {
	for _, declaration := range file.Decls {
		switch declaration := declaration.(type) {
		case *ast.FuncDecl:
			s.functions = append(s.functions, declaration)
		case *ast.GenDecl:
			for _, spec := range declaration.Specs {
				if values, ok := spec.(*ast.ValueSpec); ok && declaration.Tok == token.CONST {
					for i, value := range values.Values {
						s.constants[s.folder(values)+"/"+values.Names[i].Name] = value
					}
				}
			}
		}
	}
}

// summaries are those of all errors and warnings, with the place of each. What
// an operation that fails is called is made of its verb and its noun.
func (s *source) summaries(t *testing.T) map[string]string {
	t.Helper()

	found := make(map[string]string)
	note := func(at ast.Node, texts []string) {
		for _, text := range texts {
			place := s.set.Position(at.Pos()).String()
			if strings.Trim(text, anything+" ") == "" {
				t.Errorf("%s: the summary cannot be followed to a text", place)
			}

			found[text] = place
		}
	}

	for _, function := range s.functions {
		ast.Inspect(function, func(node ast.Node) bool {
			switch node := node.(type) {
			case *ast.CallExpr:
				if at, ok := summaryArgument[called(node)]; ok && !s.forwards(function, node.Args[at]) {
					note(node, s.texts(function, node.Args[at]))
				}
			case *ast.CompositeLit:
				if verb, noun := member(node, "Verb"), member(node, "Noun"); verb != nil && noun != nil {
					note(node, product(product([]string{"Unable to "}, s.texts(function, verb)), product([]string{" "}, s.texts(function, noun))))
				}
			}

			return true
		})
	}

	return found
}

// forwards reports whether a summary was made elsewhere, which is where it is
// found: by the wording of an operation, or by another diagnostic.
func (s *source) forwards(function *ast.FuncDecl, summary ast.Expr) bool {
	if call, ok := summary.(*ast.CallExpr); ok && called(call) == "Summary" {
		return true
	}

	return strings.HasPrefix(s.set.Position(function.Pos()).Filename, filepath.Join("..", "tfdiag"))
}

var verb = regexp.MustCompile(`%[a-z]`)

// texts is every text that an expression can be.
func (s *source) texts(function *ast.FuncDecl, expression ast.Expr) []string {
	switch expression := expression.(type) {
	case *ast.BasicLit:
		if text, err := strconv.Unquote(expression.Value); err == nil {
			return []string{text}
		}
	case *ast.BinaryExpr:
		return product(s.texts(function, expression.X), s.texts(function, expression.Y))
	case *ast.CallExpr:
		if called(expression) == "Sprintf" {
			format := s.texts(function, expression.Args[0])

			return []string{verb.ReplaceAllString(format[0], anything)}
		}
	case *ast.Ident:
		return s.named(function, expression.Name)
	}

	return []string{anything}
}

// named is what a name can stand for: a constant, a variable of the function,
// or a parameter, which is whatever the function is called with.
func (s *source) named(function *ast.FuncDecl, name string) []string {
	if value, ok := s.constants[s.folder(function)+"/"+name]; ok {
		return s.texts(function, value)
	}

	var texts []string

	if at := parameter(function, name); at >= 0 {
		for _, caller := range s.functions {
			ast.Inspect(caller, func(node ast.Node) bool {
				if call, ok := node.(*ast.CallExpr); ok && called(call) == function.Name.Name && at < len(call.Args) && s.calls(caller, call, function) {
					texts = append(texts, s.texts(caller, call.Args[at])...)
				}

				return true
			})
		}
	}

	ast.Inspect(function, func(node ast.Node) bool {
		if assigned, ok := node.(*ast.AssignStmt); ok {
			texts = append(texts, s.assigned(function, assigned, name)...)
		}

		return true
	})

	if len(texts) == 0 {
		return []string{anything}
	}

	return texts
}

// assigned is what an assignment gives to a name; one of several results is
// whatever the function returns there.
func (s *source) assigned(function *ast.FuncDecl, statement *ast.AssignStmt, name string) []string {
	at := slices.IndexFunc(statement.Lhs, func(to ast.Expr) bool {
		variable, ok := to.(*ast.Ident)

		return ok && variable.Name == name
	})

	if at < 0 {
		return nil
	}

	if len(statement.Lhs) == len(statement.Rhs) {
		return s.texts(function, statement.Rhs[at])
	}

	var texts []string

	for _, callee := range s.functions {
		call, ok := statement.Rhs[0].(*ast.CallExpr)
		if !ok || called(call) != callee.Name.Name || !s.calls(function, call, callee) {
			continue
		}

		ast.Inspect(callee, func(node ast.Node) bool {
			if result, ok := node.(*ast.ReturnStmt); ok && at < len(result.Results) {
				texts = append(texts, s.texts(callee, result.Results[at])...)
			}

			return true
		})
	}

	// Empty goes with an error, or with nothing to speak of.
	return slices.DeleteFunc(texts, func(text string) bool { return text == "" })
}

// calls keeps functions of one name apart: only what is exported is called from
// another package.
func (s *source) calls(caller *ast.FuncDecl, call *ast.CallExpr, function *ast.FuncDecl) bool {
	_, qualified := call.Fun.(*ast.SelectorExpr)

	return s.folder(caller) == s.folder(function) || qualified && function.Name.IsExported()
}

func (s *source) folder(node ast.Node) string {
	return filepath.Base(filepath.Dir(s.set.Position(node.Pos()).Filename))
}

// parameter is the position of a parameter; -1 if the name is none.
func parameter(function *ast.FuncDecl, name string) int {
	at := 0

	for _, field := range function.Type.Params.List {
		for _, parameter := range field.Names {
			if parameter.Name == name {
				return at
			}

			at++
		}
	}

	return -1
}

func called(call *ast.CallExpr) string {
	switch function := call.Fun.(type) {
	case *ast.Ident:
		return function.Name
	case *ast.SelectorExpr:
		return function.Sel.Name
	default:
		return ""
	}
}

func member(literal *ast.CompositeLit, name string) ast.Expr {
	for _, element := range literal.Elts {
		if pair, ok := element.(*ast.KeyValueExpr); ok {
			if key, ok := pair.Key.(*ast.Ident); ok && key.Name == name {
				return pair.Value
			}
		}
	}

	return nil
}

func product(left, right []string) []string {
	var all []string

	for _, l := range left {
		for _, r := range right {
			all = append(all, l+r)
		}
	}

	return all
}
