package ratelimit_test

import (
	"context"
	"net/http"
	"testing"
	"time"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/clock"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi/ratelimit"
)

// BenchmarkLimiter is what the limiter costs a request that need not wait.
func BenchmarkLimiter(b *testing.B) {
	start := time.Date(2030, time.January, 2, 3, 4, 5, 0, time.UTC)
	response := &http.Response{StatusCode: http.StatusOK, Header: http.Header{
		"Content-Type":        {"application/json"},
		"Date":                {start.Format(http.TimeFormat)},
		"Ratelimit-Name":      {"throttle_authenticated_api"},
		"Ratelimit-Limit":     {"2000"},
		"Ratelimit-Observed":  {"1"},
		"Ratelimit-Remaining": {"1999"},
		"Ratelimit-Reset":     {"4102444800"},
	}}

	pass := func(ctx context.Context, limiter *ratelimit.Limiter) error {
		r := &ratelimit.Request{Endpoint: "GET runners/:id"}

		if err := limiter.Admit(ctx, r); err != nil {
			return err
		}

		_, err := limiter.Release(ctx, r, response, nil)

		return err
	}

	b.Run("callers=1", func(b *testing.B) {
		limiter := ratelimit.New(clock.NewFake(start), 20, 0)

		b.ReportAllocs()

		for b.Loop() {
			if err := pass(b.Context(), limiter); err != nil {
				b.Fatal(err)
			}
		}
	})

	b.Run("callers=100", func(b *testing.B) {
		limiter := ratelimit.New(clock.NewFake(start), 20, 0)

		b.ReportAllocs()
		b.SetParallelism(50) // times the processors

		b.RunParallel(func(pb *testing.PB) {
			for pb.Next() {
				if err := pass(b.Context(), limiter); err != nil {
					b.Error(err)
				}
			}
		})
	})
}
